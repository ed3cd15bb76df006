package io.callyard.fake.telnyx;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out commands to legs, each command id of a leg's once. */
final class Commands {
    private final Exchange exchange;
    private final Map<String, Command> byName = new LinkedHashMap<>();

    Commands(Exchange exchange) {
        this.exchange = exchange;
        byName.putAll(new CallCommands(exchange).all());
        byName.putAll(new AudioCommands().all());
        byName.putAll(new GatherCommands(exchange).all());
        byName.putAll(new QueueCommands(exchange).all());
        byName.putAll(new AssistantCommands(exchange).all());
    }

    FakeResponse run(String controlId, String name, Fields body) {
        Command command = byName.get(name);
        if (command == null) {
            throw ApiError.notFound();
        }
        if (!controlId.startsWith("v3:")) {
            // A frequent mistake: the id of the leg, or of its session.
            throw ApiError.badControlId("call_control_id");
        }
        Leg leg = exchange.legs.get(controlId);
        String clientState = body.base64("client_state");
        String commandId = body.text("command_id");
        FakeResponse earlier = commandId == null ? null : leg.commands.get(commandId);
        if (earlier != null) {
            return earlier;
        }
        try {
            FakeResponse answer = answer(run(leg, name, command, body, clientState));
            remember(leg, commandId, answer);
            return answer;
        } catch (ApiError e) {
            if (exchange.settings.limits().refusedCommandIdsAreUsed()) {
                remember(leg, commandId, e.toResponse());
            }
            throw e;
        }
    }

    private Map<String, String> run(Leg leg, String name, Command command, Fields body, @Nullable String clientState) {
        Command.Effect effect = command.action().read(leg, body);
        body.check();
        if (leg.isEnded()) {
            throw ApiError.ended();
        }
        if (command.needsAnswer() && !leg.isAnswered()) {
            throw ApiError.notAnswered();
        }
        String before = leg.clientState;
        if (clientState != null) {
            leg.clientState = clientState;
        }
        EventLog.Entry logged = exchange.log.command(leg, name, body.values());
        try {
            Map<String, String> more = effect.run();
            leg.commanded = true;
            return more;
        } catch (ApiError e) {
            leg.clientState = before;
            exchange.log.remove(logged);
            throw e;
        }
    }

    private static FakeResponse answer(Map<String, String> more) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("result", "ok");
        data.putAll(more);
        return FakeResponse.json(200, Json.write(Map.of("data", data)));
    }

    private static void remember(Leg leg, @Nullable String commandId, FakeResponse answer) {
        if (commandId != null) {
            leg.commands.put(commandId, answer);
        }
    }
}
