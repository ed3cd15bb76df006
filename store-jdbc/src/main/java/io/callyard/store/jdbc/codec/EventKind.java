package io.callyard.store.jdbc.codec;

import io.callyard.event.Event;
import java.io.IOException;
import java.util.function.Function;

/**
 * How the events of one class look as text.
 *
 * @param name the class's name in a column: written once, it never changes
 * @param type the class
 * @param form writes the payload's fields
 * @param maker reads them
 */
record EventKind<E extends Event>(String name, Class<E> type, JsonWriter.Form<E> form, Function<JsonFields, E> maker) {

    void write(JsonWriter json, Event event) throws IOException {
        form.write(json, type.cast(event));
    }

    E read(String payload) {
        return JsonFields.read(name, payload, maker);
    }
}
