package io.callyard.model.inbound;

import io.callyard.internal.Checks;
import io.callyard.model.AgentId;
import io.callyard.model.CallData;
import io.callyard.model.ContactId;
import io.callyard.model.PhoneNumber;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody calls: all that is known about him then.
 *
 * @param queue which queue he wants
 * @param line his open line; absent if the application holds it itself. The same line twice is the same caller
 * @param number his number; absent if it is withheld
 * @param contact who he is in the application's records
 * @param name his name, may be empty
 * @param type what kind of caller
 * @param headStart how much earlier than he came he is taken to have come; absent: what the queue gives his type
 * @param skills the least that his agent must know
 * @param language an IETF language tag such as {@code es}; empty: the queue's
 * @param preferred the agent who knows him, tried first if he is ready
 * @param data what the application wants to travel along
 */
public record Arrival(
        QueueId queue,
        @Nullable CallerLine line,
        @Nullable PhoneNumber number,
        @Nullable ContactId contact,
        String name,
        CallerType type,
        @Nullable Duration headStart,
        Skills skills,
        String language,
        @Nullable AgentId preferred,
        CallData data) {
    /** The longest name. */
    public static final int MAX_NAME = 200;

    public Arrival {
        Checks.text(name, "caller name", MAX_NAME);
        Checks.text(language, "language", 35);
        if (headStart != null) {
            requireHeadStart(headStart);
        }
    }

    /** Somebody of whom nothing but the number is known. */
    public static Arrival of(QueueId queue, @Nullable PhoneNumber number) {
        return new Arrival(queue, null, number, null, "", CallerType.NEW, null, Skills.NONE, "", null, CallData.NONE);
    }

    /** This arrival on an open line. */
    public Arrival on(CallerLine value) {
        return new Arrival(queue, value, number, contact, name, type, headStart, skills, language, preferred, data);
    }

    /** This arrival of somebody of another type. */
    public Arrival as(CallerType value) {
        return new Arrival(queue, line, number, contact, name, value, headStart, skills, language, preferred, data);
    }

    /** This arrival with wanted skills. */
    public Arrival wanting(Skills value) {
        return new Arrival(queue, line, number, contact, name, type, headStart, value, language, preferred, data);
    }

    /** This arrival in a language. */
    public Arrival speaking(String value) {
        return new Arrival(queue, line, number, contact, name, type, headStart, skills, value, preferred, data);
    }

    /** This arrival of somebody whom an agent knows. */
    public Arrival preferring(AgentId value) {
        return new Arrival(queue, line, number, contact, name, type, headStart, skills, language, value, data);
    }

    /** This arrival with a head start of its own. */
    public Arrival withHeadStart(Duration value) {
        return new Arrival(queue, line, number, contact, name, type, value, skills, language, preferred, data);
    }

    /** This arrival of somebody with a name. */
    public Arrival called(String value) {
        return new Arrival(queue, line, number, contact, value, type, headStart, skills, language, preferred, data);
    }

    /** This arrival with something that travels along. */
    public Arrival with(CallData value) {
        return new Arrival(queue, line, number, contact, name, type, headStart, skills, language, preferred, value);
    }

    /** Refuses head starts beyond a day either way: they would be a second queue. */
    static void requireHeadStart(Duration value) {
        if (value.abs().compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a head start is at most a day, but was " + value);
        }
    }
}
