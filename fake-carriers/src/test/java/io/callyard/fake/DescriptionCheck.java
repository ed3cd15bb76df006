package io.callyard.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds all that a fake says in a test against the carrier's own description of its API, and remembers what was held.
 * Where no description is given, nothing happens.
 */
public final class DescriptionCheck {
    private final @Nullable ApiDescription description;
    private final Set<String> undescribed;
    private final Set<String> excused;
    private final Set<String> operations = new LinkedHashSet<>();
    private final Set<String> events = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * Makes one.
     *
     * @param description the carrier's own; absent: it is not given
     * @param undescribed parts of paths, and types of events, that it leaves out
     * @param excused faults that the carrier's other documents tell to be none
     */
    public DescriptionCheck(@Nullable ApiDescription description, Set<String> undescribed, Set<String> excused) {
        this.description = description;
        this.undescribed = undescribed;
        this.excused = excused;
    }

    /** An answer has come. */
    public void answered(String method, String path, int status, String body) {
        if (description == null) {
            return;
        }
        Optional<String> operation = description.operation(method, path);
        if (operation.isPresent()) {
            note(method + " " + path + " " + status, description.faults(operation.get(), status, body));
            if (status < 300) {
                operations.add(operation.get());
            }
        } else if (status < 300 && undescribed.stream().noneMatch(path::contains)) {
            faults.add(method + " " + path + " is not described, and was answered with " + status);
        }
    }

    /** A webhook has come. */
    public void told(String type, String body) {
        if (description != null && !undescribed.contains(type)) {
            note(type, description.webhookFaults(type, body));
            events.add(type);
        }
    }

    private void note(String what, List<String> found) {
        found.stream().filter(fault -> !excused.contains(fault)).forEach(fault -> faults.add(what + ": " + fault));
    }

    /** Fails if anything was not as it is described. */
    public void assertFaultless() {
        assertThat(faults).as("faults against the API's description").isEmpty();
    }

    /** Returns the operations that were carried out, and answered as described. */
    public Set<String> operations() {
        return operations;
    }

    /** Returns the types of the events that were told as described. */
    public Set<String> events() {
        return events;
    }
}
