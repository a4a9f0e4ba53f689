package dev.holdfast.cli.show.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void textAndAttributesAreNeverMarkup() {
        Html html = new Html().open("p", "title", "\"><b>'&", "id", null).text("<b>&amp;</b>").close();
        assertThat(html.print()).contains("<p title=\"&quot;&gt;&lt;b&gt;'&amp;\">&lt;b&gt;&amp;amp;&lt;/b&gt;</p>");
    }

    @Test
    void anElementWithNothingInItHasAnEndTag() {
        assertThat(new Html().open("div").alone("br").close().print()).contains("<div><br/></div>");
    }

    @Test
    void whatHtmlHasNoPlaceForIsReplaced() {
        assertThat(new Html().leaf("p", "a\0b\u0085c\uffffd\ud800e\ud83e\udd8a\tf").print())
                .contains("<p>a\ufffdb\ufffdc\ufffdd\ufffde🦊\tf</p>");
    }
}
