package io.callyard.web;

/** What tests of the inbound side do over HTTP, each in a tenant of its own. */
record InboundClient(TestServer server, String tenant) {

    String operator() {
        return tenant + "-operator";
    }

    Answer define(String queue, String settings) {
        return server.send("PUT", operator(), "/api/queues/" + queue, settings);
    }

    /** Registers somebody who is there and serves a queue. */
    void available(String agent, String queue) {
        server.send("PUT", operator(), "/api/agents/" + agent, "{\"queues\":[{\"queue\":\"" + queue + "\"}]}")
                .expect(200);
        server.send("PUT", operator(), "/api/agents/" + agent + "/presence", "{\"presence\":\"available\"}")
                .expect(200);
    }

    Answer arrive(String body) {
        return server.post(operator(), "/api/queue/callers", body);
    }

    /** Somebody who has to wait, with the number +12025550100. */
    String waiting(String queue) {
        return arrive("{\"queue\":\"" + queue + "\",\"phone_number\":\"+12025550100\"}")
                .expect(202)
                .text("caller_id");
    }

    Answer get(String path) {
        return server.get(operator(), path);
    }

    Answer post(String path, String body) {
        return server.post(operator(), path, body);
    }

    Answer delete(String path) {
        return server.delete(operator(), path);
    }

    Answer caller(String id) {
        return get("/api/queue/callers/" + id).expect(200);
    }
}
