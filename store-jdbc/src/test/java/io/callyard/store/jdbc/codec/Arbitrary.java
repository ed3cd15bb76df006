package io.callyard.store.jdbc.codec;

import io.callyard.event.Event;
import io.callyard.model.AgentId;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.ContactId;
import io.callyard.model.Ending;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.model.Verdict;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes values of the model's records by their components, so that a new field is tested from its first day. */
final class Arbitrary {
    /** Which of the fields that may be absent are there. */
    enum Presence {
        NONE,
        ALL,
        SOME
    }

    private static final List<String> PIECES = List.of(
            "a",
            "Zoë",
            "\"",
            "\\",
            "/",
            "{",
            "]",
            ":",
            ",",
            "'",
            "\\u0041",
            "😀",
            "👩‍👩‍👧",
            "\u202e",
            "\u200f",
            "שלום",
            "漢字",
            "\u2028",
            "\ufeff",
            "\uffff",
            "\u007e",
            "null",
            " ",
            "<b>",
            "%s",
            "$1");
    private static final List<String> LINES = List.of("\n", "\r\n", "\t");
    private static final List<String> ROUGH = List.of("\u0000", "\u0007", "\u001f", "\u007f", "\ud83d", "\ude00");

    private final Random random;
    private final Presence presence;
    private final ArbitraryInbound inbound;

    Arbitrary(long seed, Presence presence) {
        random = new Random(seed);
        this.presence = presence;
        inbound = new ArbitraryInbound(this, random);
    }

    <E extends Event> E event(Class<E> type) {
        return type.cast(value(type));
    }

    /** Something of an inbound queue. */
    <T> T inbound(Class<T> type) {
        return inbound.of(type);
    }

    Call call(CallState state) {
        boolean begun = state.holdsSlot() || state == CallState.ENDED || isPresent();
        return new Call(
                new TenantId(id(64)),
                subject(),
                data(),
                random.nextInt(),
                orNull(() -> id(200)),
                state,
                random.nextLong(),
                random.nextInt(),
                random.nextInt(),
                orNull(this::instant),
                orNull(this::instant),
                orNull(this::roughText),
                state.holdsSlot() || (begun && isPresent()) ? (Attempt) value(Attempt.class) : null,
                state == CallState.ENDED ? (Ending) value(Ending.class) : null,
                orNull(this::instant),
                verdicts(),
                instant(),
                instant());
    }

    CampaignSettings settings() {
        RetryPolicy retry = RetryPolicy.NONE;
        for (Outcome outcome :
                List.of(Outcome.NO_ANSWER, Outcome.BUSY, Outcome.MACHINE, Outcome.REJECTED, Outcome.FAILED)) {
            if (isPresent()) {
                retry = retry.with(outcome, 2 + random.nextInt(99), duration(Duration.ofDays(30)));
            }
        }
        return new CampaignSettings(
                text(200, List.of()),
                1 + random.nextInt(100_000),
                duration(CampaignSettings.MAX_DELAY),
                orNull(() -> new CarrierAccountId(id(64))),
                orNull(() -> new AgentId(id(64))),
                retry);
    }

    private List<PolicyVerdict> verdicts() {
        List<PolicyVerdict> verdicts = new ArrayList<>();
        while (isPresent() && verdicts.size() < 20) {
            verdicts.add((PolicyVerdict) value(PolicyVerdict.class));
        }
        return verdicts;
    }

    private CallSubject subject() {
        CallType type = random.nextInt(2) == 0 ? CallType.CAMPAIGN : constant(CallType.class);
        return new CallSubject(
                new CallId(random.nextLong(), random.nextLong()),
                type,
                type == CallType.CAMPAIGN ? new CampaignId(id(64)) : null,
                orNull(() -> new UserId(id(64))),
                orNull(() -> new AgentId(id(64))),
                orNull(() -> new ContactId(id(128))),
                orNull(() -> text(200, List.of())),
                phoneNumber());
    }

    PhoneNumber phoneNumber() {
        StringBuilder digits = new StringBuilder("+").append(1 + random.nextInt(9));
        for (int rest = 6 + random.nextInt(9); rest > 0; rest--) {
            digits.append(random.nextInt(10));
        }
        return PhoneNumber.parse(digits.toString());
    }

    CallData data() {
        return isPresent() ? new CallData(text(CallData.MAX_BYTES / 4, LINES)) : CallData.NONE;
    }

    private Object value(Class<?> type) {
        if (inbound.makes(type)) {
            return inbound.of(type);
        } else if (type == String.class) {
            return roughText();
        } else if (type == int.class) {
            return random.nextInt();
        } else if (type == long.class) {
            return random.nextLong();
        } else if (type == double.class) {
            return fraction();
        } else if (type == boolean.class) {
            return isPresent();
        } else if (type == Instant.class) {
            return instant();
        } else if (type == Duration.class) {
            // Short enough to be kept in nanoseconds too.
            return Micros.toDuration(random.nextLong() / 1_000);
        } else if (type == CallSubject.class) {
            return subject();
        } else if (type == CampaignSettings.class) {
            return settings();
        } else if (type == TenantLimits.class) {
            int maxLive = random.nextInt(1_000);
            return new TenantLimits(maxLive, random.nextInt(maxLive + 1), new CarrierAccountId(id(64)));
        } else if (type == Verdict.Refuse.class) {
            return new Verdict.Refuse(id(64), roughText());
        } else if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        } else if (type.isSealed()) {
            return value(type.getPermittedSubclasses()[random.nextInt(type.getPermittedSubclasses().length)]);
        } else if (type.isRecord()) {
            return record(type);
        }
        throw new IllegalStateException("no example of " + type);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        boolean isId = components.length == 1 && components[0].getName().equals("value");
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean absent = mayBeAbsent(components[i].getAnnotatedType()) && !isPresent();
            values[i] =
                    absent ? null : isId ? id(64) : types[i] == List.class ? elements(components[i]) : value(types[i]);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException refused) {
            throw new IllegalStateException("no example of " + type, refused);
        }
    }

    private List<Object> elements(RecordComponent component) {
        Class<?> type = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        return listOf(5, () -> value(type));
    }

    <T> List<T> listOf(int max, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        while (isPresent() && list.size() < max) {
            list.add(element.get());
        }
        return list;
    }

    private static boolean mayBeAbsent(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    <T> @Nullable T orNull(Supplier<T> supplier) {
        return isPresent() ? supplier.get() : null;
    }

    boolean isPresent() {
        return switch (presence) {
            case NONE -> false;
            case ALL -> true;
            case SOME -> random.nextBoolean();
        };
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    /** Any 64 bits, of which some are infinite or no number. */
    double fraction() {
        return random.nextInt(4) == 0 ? random.nextInt(100) : Double.longBitsToDouble(random.nextLong());
    }

    Instant instant() {
        // Most are of our time, some from the ends of what can be written.
        return random.nextInt(8) == 0
                ? Micros.toInstant(random.nextLong())
                : Micros.toInstant(random.nextLong(0, 4_000_000_000_000_000L));
    }

    private Duration duration(Duration max) {
        return Micros.toDuration(random.nextLong(Micros.of(max) + 1));
    }

    String id(int max) {
        return "i" + text(max - 1, List.of());
    }

    /** Text as it may come from a carrier or an exception, not fit for a database as it is. */
    String roughText() {
        return text(250, ROUGH);
    }

    String text(int max, List<String> more) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(max + 1);
        while (text.length() < length) {
            boolean special = !more.isEmpty() && random.nextInt(8) == 0;
            text.append(special ? pick(more) : pick(PIECES));
        }
        // A cut may not halve a pair where halves are refused.
        boolean halved = text.length() > length && Character.isLowSurrogate(text.charAt(length));
        text.setLength(Math.min(text.length(), halved ? length - 1 : length));
        return text.toString();
    }

    private String pick(List<String> pieces) {
        return pieces.get(random.nextInt(pieces.size()));
    }
}
