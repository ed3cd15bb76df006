package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class MarkupTest {

    private static Element read(String document) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</Say><Hangup/><Say>",
                "\" action=\"https://evil.example.com",
                "' x='",
                "]]>",
                "<![CDATA[<Hangup/>]]>",
                "&amp;&lt;&#0;",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
                "<!-- -->",
                "<?php ?>",
                "a & b < c > d",
                "Zo\u00eb \u65e5\u672c \uD83D\uDE00"
            })
    void whateverIsSaidStaysText(String text) throws Exception {
        Element read =
                read(Markup.response().text("Say", text, "language", text).finish());

        assertThat(read.getChildNodes().getLength()).isEqualTo(1);
        Element say = (Element) read.getFirstChild();
        assertThat(say.getTextContent()).isEqualTo(text);
        assertThat(say.getAttribute("language")).isEqualTo(text);
        assertThat(say.getAttributes().getLength()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0001",
                "\u001b",
                "\ud800",
                "\udc00",
                "\udc00\ud800",
                "\ufffe",
                "\uffff",
                "\r\n",
                "\t"
            })
    void whatXmlHasNoPlaceForBecomesASpace(String text) throws Exception {
        Element say = (Element) read(Markup.response()
                        .text("Say", "a" + text + "b", "voice", "a" + text + "b")
                        .finish())
                .getFirstChild();

        assertThat(say.getTextContent()).matches("a +b");
        assertThat(say.getAttribute("voice")).matches("a +b");
    }

    @Test
    void anyTextAtAllCanBeReadBack() throws Exception {
        SplittableRandom random = new SplittableRandom(15);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
            }
            Element say = (Element)
                    read(Markup.response().text("Say", text.toString()).finish())
                            .getFirstChild();

            assertThat(say.getTextContent()).hasSameSizeAs(text.toString());
        }
    }

    @Test
    void elementsNestAndAreEnded() {
        String document = Markup.response()
                .open("Gather", "numDigits", "1", "finishOnKey", "")
                .text("Say", "hi")
                .close()
                .open("Dial")
                .empty("Client")
                .finish();

        assertThat(document)
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Gather numDigits=\"1\""
                        + " finishOnKey=\"\"><Say>hi</Say></Gather><Dial><Client/></Dial></Response>");
    }
}
