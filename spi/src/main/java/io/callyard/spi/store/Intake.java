package io.callyard.spi.store;

import io.callyard.model.Call;

/**
 * The answer to one call taken in.
 *
 * @param call the new call, or the one that its key had found before
 * @param isNew whether it is new; if not, nothing changed
 */
public record Intake(Call call, boolean isNew) {}
