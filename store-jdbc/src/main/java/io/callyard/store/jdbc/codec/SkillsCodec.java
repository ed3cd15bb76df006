package io.callyard.store.jdbc.codec;

import io.callyard.model.inbound.Skills;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Skills, as a field of whoever has or wants them. Equal skills give equal text. */
final class SkillsCodec {
    private SkillsCodec() {}

    static void write(JsonWriter json, Skills skills) throws IOException {
        List<Map.Entry<String, Integer>> inOrder = new ArrayList<>(new TreeMap<>(skills.levels()).entrySet());
        json.list(
                "skills",
                inOrder,
                (item, skill) -> item.text("skill", skill.getKey()).number("level", skill.getValue()));
    }

    static Skills read(JsonFields json) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        json.list("skills", item -> Map.entry(item.text("skill"), item.integer("level")))
                .forEach(skill -> levels.put(skill.getKey(), skill.getValue()));
        return levels.isEmpty() ? Skills.NONE : new Skills(levels);
    }
}
