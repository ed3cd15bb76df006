package io.callyard.telephony.telnyx;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What reads texts out: for each language a voice, and the language's name in the words of the carrier, which has one
 * list of them.
 */
final class Voices {
    /** What the carrier's voices speak. The first of a language is taken for one without a region. */
    private static final List<String> LANGUAGES = List.of(
            "en-US",
            "en-GB",
            "en-AU",
            "en-IN",
            "en-GB-WLS",
            "es-US",
            "es-MX",
            "es-ES",
            "pt-BR",
            "pt-PT",
            "fr-FR",
            "fr-CA",
            "de-DE",
            "it-IT",
            "nl-NL",
            "da-DK",
            "nb-NO",
            "sv-SE",
            "is-IS",
            "cy-GB",
            "pl-PL",
            "ro-RO",
            "ru-RU",
            "tr-TR",
            "arb",
            "cmn-CN",
            "hi-IN",
            "ja-JP",
            "ko-KR");

    /** Other names of some of them. */
    private static final Map<String, String> OTHERS =
            Map.of("ar", "arb", "zh", "cmn-cn", "no", "nb-no", "nn", "nb-no", "cmn", "cmn-cn");

    private final Map<String, String> known = new HashMap<>();
    private final Map<String, String> voices;
    private final String otherwise;

    /**
     * Takes voices.
     *
     * @param voices by language tag, or the first part of one
     * @param otherwise for all other languages
     */
    Voices(Map<String, String> voices, String otherwise) {
        this.voices = new HashMap<>();
        voices.forEach((language, voice) -> this.voices.put(language.toLowerCase(Locale.ROOT), voice));
        this.otherwise = otherwise;
        for (String language : LANGUAGES) {
            String lower = language.toLowerCase(Locale.ROOT);
            known.put(lower, language);
            known.putIfAbsent(first(lower), language);
        }
    }

    /** Returns the voice for a language. */
    String voice(String tag) {
        String lower = tag.toLowerCase(Locale.ROOT);
        String voice = voices.get(lower);
        return voice != null ? voice : voices.getOrDefault(first(lower), otherwise);
    }

    /** Returns the carrier's name of a language; English if it does not speak it. */
    String language(String tag) {
        String lower = tag.toLowerCase(Locale.ROOT);
        String exact = known.get(lower);
        if (exact != null) {
            return exact;
        }
        String first = first(lower);
        return known.getOrDefault(OTHERS.getOrDefault(first, first), LANGUAGES.get(0));
    }

    private static String first(String tag) {
        int dash = tag.indexOf('-');
        return dash < 0 ? tag : tag.substring(0, dash);
    }
}
