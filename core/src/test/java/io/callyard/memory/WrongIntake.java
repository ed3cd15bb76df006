package io.callyard.memory;

import io.callyard.machine.CallMachine;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallType;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Mistakes made when calls are taken in. */
abstract class WrongIntake extends ForwardingStore {
    WrongIntake(Store inner) {
        super(inner);
    }

    private static CallRequest edited(CallRequest request, Integer priority, Instant expiresAt, String key) {
        return new CallRequest(
                request.tenant(),
                request.type(),
                request.phoneNumber(),
                request.campaign(),
                request.user(),
                request.agent(),
                request.contact(),
                request.contactName(),
                request.data(),
                priority,
                request.scheduledFor(),
                expiresAt,
                key);
    }

    /** Keeps something else than was asked for. */
    abstract CallRequest spoil(CallRequest request);

    @Override
    public List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
        List<NewCall> spoiled = calls.stream()
                .map(call -> new NewCall(call.id(), spoil(call.request()), call.verdicts()))
                .toList();
        return super.place(tenant, spoiled, machine);
    }

    /** First come, first served. */
    static final class IgnoresPriority extends WrongIntake {
        IgnoresPriority(Store inner) {
            super(inner);
        }

        @Override
        CallRequest spoil(CallRequest request) {
            return edited(request, null, request.expiresAt(), request.key());
        }
    }

    /** Nothing is ever too late. */
    static final class IgnoresExpiry extends WrongIntake {
        IgnoresExpiry(Store inner) {
            super(inner);
        }

        @Override
        CallRequest spoil(CallRequest request) {
            return edited(request, request.priority(), null, request.key());
        }
    }

    /** One order for all: a campaign's call may go before a person's. */
    static final class KnowsPrioritiesOnly extends WrongIntake {
        KnowsPrioritiesOnly(Store inner) {
            super(inner);
        }

        @Override
        CallRequest spoil(CallRequest request) {
            return request.type() == CallType.LEAD
                    ? CallRequest.direct(request.tenant(), request.phoneNumber())
                            .priority(request.effectivePriority())
                            .key(request.key())
                            .build()
                    : request;
        }
    }

    /** Looks whether a key is known, then keeps the call. */
    static final class LooksForTheKeyFirst extends WrongIntake {
        private final Map<String, CallId> known = new ConcurrentHashMap<>();
        private final Window window = new Window();

        LooksForTheKeyFirst(Store inner) {
            super(inner);
        }

        @Override
        CallRequest spoil(CallRequest request) {
            return edited(request, request.priority(), request.expiresAt(), null);
        }

        @Override
        public List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
            List<Intake> answers = new ArrayList<>();
            for (NewCall call : calls) {
                String key = tenant + " " + call.request().lane() + " "
                        + call.request().key();
                CallId first = known.get(key);
                window.pass();
                if (first == null) {
                    answers.addAll(super.place(tenant, List.of(call), machine));
                    known.put(key, call.id());
                } else {
                    answers.add(new Intake(find(tenant, first).orElseThrow(), false));
                }
            }
            return answers;
        }
    }

    /** A bad one in a batch leaves the good ones before it behind. */
    static final class TakesABatchInOneByOne extends WrongIntake {
        TakesABatchInOneByOne(Store inner) {
            super(inner);
        }

        @Override
        CallRequest spoil(CallRequest request) {
            return request;
        }

        @Override
        public List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
            if (calls.isEmpty()) {
                return super.place(tenant, calls, machine);
            }
            List<Intake> answers = new ArrayList<>();
            calls.forEach(call -> answers.addAll(super.place(tenant, List.of(call), machine)));
            return answers;
        }
    }
}
