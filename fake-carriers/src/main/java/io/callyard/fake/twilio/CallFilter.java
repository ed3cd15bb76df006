package io.callyard.fake.twilio;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which calls a list is to have: all conditions together. */
final class CallFilter implements Predicate<TwilioCall> {
    private Predicate<TwilioCall> all = call -> true;

    private CallFilter() {}

    /**
     * Reads the conditions of a query.
     *
     * @throws ApiException if one is wrong
     */
    static CallFilter of(Params query) {
        CallFilter filter = new CallFilter();
        filter.equal(query, "To", call -> call.to);
        filter.equal(query, "From", call -> call.from);
        filter.equal(query, "ParentCallSid", call -> call.parent);
        if (query.first("Status").filter(word -> CallStatus.of(word).isEmpty()).isPresent()) {
            throw ApiException.wrong(20001);
        }
        filter.equal(query, "Status", call -> call.status.word());
        filter.times(query, "StartTime", call -> call.startedAt);
        filter.times(query, "EndTime", call -> call.endedAt);
        return filter;
    }

    @Override
    public boolean test(TwilioCall call) {
        return all.test(call);
    }

    private void equal(Params query, String name, Function<TwilioCall, @Nullable String> of) {
        query.first(name).ifPresent(value -> all = all.and(call -> value.equals(of.apply(call))));
    }

    private void times(Params query, String name, Function<TwilioCall, @Nullable Instant> of) {
        query.first(name).map(CallFilter::time).ifPresent(day -> {
            Instant end = day.plusSeconds(86_400);
            add(of, time -> !time.isBefore(day) && time.isBefore(end));
        });
        query.first(name + "<").map(CallFilter::time).ifPresent(limit -> add(of, time -> !time.isAfter(limit)));
        query.first(name + ">").map(CallFilter::time).ifPresent(limit -> add(of, time -> !time.isBefore(limit)));
    }

    /** A call that has no such time yet is never in. */
    private void add(Function<TwilioCall, @Nullable Instant> of, Predicate<Instant> condition) {
        all = all.and(call -> {
            Instant time = of.apply(call);
            return time != null && condition.test(time);
        });
    }

    private static Instant time(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiException.wrong(20001);
        }
    }
}
