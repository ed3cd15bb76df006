package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.InProcessClient;
import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.machine.Step;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CarrierCallId;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantLimits;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever order Twilio brings its reports in, and how often, the call ends in one and the same state. */
@Tag("R3.6")
@Tag("R4.15")
class WebhookOrderTest {
    private static final CallMachine MACHINE = new CallMachine(CallTimeouts.DEFAULT);
    private static final CarrierReports REPORTS = new CarrierReports(CallTimeouts.DEFAULT);

    /** Applies what is reported to one call, as the engine does, in a store whose time stands still. */
    private static final class Engine implements CarrierReporter {
        private final Step step = new Step(VirtualScheduler.START, 1);
        Call call;

        Engine() {
            CallRequest request = CallRequest.direct(Bench.ACME, Bench.PERSON).build();
            Call queued = MACHINE.admit(NewCall.of(Bench.CALL, request), step).state();
            call = MACHINE.reserve(new NodeId("n1"), TenantLimits.DEFAULT_ACCOUNT)
                    .apply(queued, step)
                    .state();
        }

        @Override
        public void report(CarrierReport report) {
            assertThat(report.call()).isEqualTo(Bench.CALL);
            call = change(report).apply(call, step).state();
        }

        void placed() {
            call = REPORTS.started(1, new CarrierCallId(Wire.SID))
                    .apply(call, step)
                    .state();
        }

        private static CallChange change(CarrierReport report) {
            int attempt = report.attempt();
            CarrierCallId id = report.carrierCallId();
            if (report.fact() instanceof Fact.Started) {
                return REPORTS.started(attempt, id);
            } else if (report.fact() instanceof Fact.Ringing) {
                return REPORTS.ringing(attempt, id);
            } else if (report.fact() instanceof Fact.Answered) {
                return REPORTS.answered(attempt, id);
            } else if (report.fact() instanceof Fact.Ended ended) {
                return REPORTS.ended(attempt, id, ended.outcome(), ended.cause(), RetryPolicy.NONE);
            }
            throw new AssertionError(report);
        }
    }

    /** One arrangement: a driver, an engine, and what reaches them. */
    private static final class Run {
        private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
        private final Engine engine = new Engine();
        private final TwilioTelephony driver;

        Run(boolean detection) {
            driver = Bench.builder(scheduler)
                    .machineDetection(detection)
                    .httpClient(InProcessClient.to(new Wire(), scheduler))
                    .build();
            driver.start(engine);
        }

        void bring(WebhookRequest webhook) {
            assertThat(driver.handle(webhook).status()).isEqualTo(204);
            scheduler.runDue();
        }

        Call end() {
            scheduler.advance(Duration.ofSeconds(10));
            return engine.call;
        }
    }

    private static WebhookRequest status(String status, String... more) {
        List<String> form = new ArrayList<>(List.of("CallStatus", status));
        form.addAll(List.of(more));
        return Bench.webhook("/status", "call=" + Bench.CALL + ".1", form.toArray(String[]::new));
    }

    private static WebhookRequest verdict(String answeredBy) {
        return Bench.webhook("/amd", "call=" + Bench.CALL + ".1", "AnsweredBy", answeredBy);
    }

    /** Does something with every order of the numbers below {@code size}. */
    private static void permutations(int size, Consumer<List<Integer>> what) {
        permute(new ArrayList<>(), new ArrayList<>(Collections.nCopies(size, false)), what);
    }

    private static void permute(List<Integer> begun, List<Boolean> used, Consumer<List<Integer>> what) {
        if (begun.size() == used.size()) {
            what.accept(begun);
            return;
        }
        for (int i = 0; i < used.size(); i++) {
            if (!used.get(i)) {
                used.set(i, true);
                begun.add(i);
                permute(begun, used, what);
                begun.remove(begun.size() - 1);
                used.set(i, false);
            }
        }
    }

    private static Set<Call> ends(boolean detection, List<WebhookRequest> webhooks) {
        Set<Call> ends = new HashSet<>();
        int[] orders = new int[1];
        permutations(webhooks.size(), order -> {
            Run run = new Run(detection);
            for (int index : order) {
                run.bring(webhooks.get(index));
            }
            ends.add(run.end());
            orders[0]++;
        });
        assertThat(orders[0]).isEqualTo(webhooks.size() == 7 ? 5_040 : orders[0]);
        return ends;
    }

    @Test
    void everyOrderOfSevenReportsOfAMachineWithDuplicatesEndsTheSameWay() {
        Set<Call> ends = ends(
                true,
                List.of(
                        status("initiated", "SequenceNumber", "0"),
                        status("ringing", "SequenceNumber", "1"),
                        status("in-progress", "SequenceNumber", "2"),
                        verdict("machine_start"),
                        status("completed", "SequenceNumber", "3", "SipResponseCode", "200"),
                        status("in-progress", "SequenceNumber", "2"),
                        verdict("machine_start")));

        assertThat(ends).singleElement().satisfies(call -> {
            assertThat(call.state()).isEqualTo(CallState.ENDED);
            assertThat(call.outcome()).isEqualTo(Outcome.MACHINE);
            assertThat(call.carrierCallId()).isEqualTo(new CarrierCallId(Wire.SID));
        });
    }

    @Test
    void everyOrderOfSevenReportsOfATalkWithDuplicatesEndsTheSameWay() {
        Set<Call> ends = ends(
                false,
                List.of(
                        status("queued"),
                        status("initiated", "SequenceNumber", "0"),
                        status("ringing", "SequenceNumber", "1"),
                        status("in-progress", "SequenceNumber", "2"),
                        status("completed", "SequenceNumber", "3"),
                        status("completed", "SequenceNumber", "3"),
                        status("ringing", "SequenceNumber", "1")));

        assertThat(ends).singleElement().satisfies(call -> {
            assertThat(call.state()).isEqualTo(CallState.ENDED);
            assertThat(call.outcome()).isEqualTo(Outcome.COMPLETED);
        });
    }

    @Test
    void everyOrderEndsTheSameWayWhereNobodyAnswers() {
        for (String end : List.of("busy", "no-answer", "failed", "canceled")) {
            assertThat(ends(
                            true,
                            List.of(
                                    status("initiated"),
                                    status("ringing"),
                                    status(end, "SipResponseCode", "487"),
                                    status(end, "SipResponseCode", "487"),
                                    status("ringing"))))
                    .as(end)
                    .hasSize(1)
                    .allSatisfy(call -> assertThat(call.state()).isEqualTo(CallState.ENDED));
        }
    }

    @Test
    void aVerdictThatComesAFewSecondsAfterTheEndStillCounts() {
        Run run = new Run(true);
        run.bring(status("completed"));
        assertThat(run.engine.call.state()).isEqualTo(CallState.IN_PROGRESS);
        run.scheduler.advance(Duration.ofSeconds(4));
        run.bring(verdict("fax"));
        assertThat(run.engine.call.outcome()).isEqualTo(Outcome.MACHINE);

        Run without = new Run(true);
        without.bring(status("completed"));
        without.scheduler.advance(Duration.ofSeconds(5));
        assertThat(without.engine.call.outcome()).isEqualTo(Outcome.COMPLETED);

        Run known = new Run(true);
        known.bring(status("completed", "AnsweredBy", "human"));
        assertThat(known.engine.call.outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aReportMayComeBeforeTheAnswerToTheRequest() {
        Run run = new Run(false);
        run.bring(status("completed"));
        run.engine.placed();

        assertThat(run.end().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aReportOfAnotherAttemptOrAnotherCallMovesNothing() {
        Run run = new Run(false);
        run.engine.placed();
        Call before = run.engine.call;

        run.bring(Bench.webhook("/status", "call=" + Bench.CALL + ".2", "CallStatus", "completed"));
        run.bring(Bench.webhook(
                "/status", "call=" + Bench.CALL + ".1", "CallStatus", "completed", "CallSid", "CA" + "9".repeat(32)));
        assertThat(run.engine.call).isEqualTo(before);
    }

    @Test
    void anyMixOfReportsAndCopiesThatHasTheEndEndsTheCall() {
        List<WebhookRequest> all = List.of(
                status("initiated"), status("ringing"), status("in-progress"), verdict("human"), status("completed"));
        SplittableRandom random = new SplittableRandom(31);
        Set<Call> ends = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            Run run = new Run(random.nextBoolean());
            int times = random.nextInt(12);
            for (int j = 0; j < times; j++) {
                run.bring(all.get(random.nextInt(all.size())));
            }
            run.bring(all.get(4));
            for (int j = 0; j < times; j++) {
                run.bring(all.get(random.nextInt(all.size())));
            }
            ends.add(run.end());
        }
        assertThat(ends)
                .singleElement()
                .satisfies(call -> assertThat(call.outcome()).isEqualTo(Outcome.COMPLETED));
    }
}
