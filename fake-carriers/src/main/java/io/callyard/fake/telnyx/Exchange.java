package io.callyard.fake.telnyx;

import io.callyard.fake.Faults;
import io.callyard.spi.scheduling.Scheduler;

/** The parts of the carrier, each of which finds the others here. All but {@link Clockwork} need its lock. */
final class Exchange {
    final Settings settings;
    final Clockwork clock;
    final EventLog log;
    final Webhooks webhooks;
    final Legs legs;
    final Ringing ringing;
    final Answers answers;
    final Hangups hangups;
    final Bridges bridges;
    final Queues queues;
    final Assistants assistants;

    Exchange(Scheduler scheduler, Settings settings, Faults faults) {
        this.settings = settings;
        clock = new Clockwork(scheduler);
        log = new EventLog(clock);
        webhooks = new Webhooks(clock, settings, faults, log);
        legs = new Legs(clock);
        ringing = new Ringing(this);
        answers = new Answers(this);
        hangups = new Hangups(this);
        bridges = new Bridges(this);
        queues = new Queues(this);
        assistants = new Assistants(this);
    }
}
