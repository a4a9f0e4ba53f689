/** A topology as a page for a browser, and two of them side by side. */
@NullMarked
package dev.holdfast.cli.show.page;

import org.jspecify.annotations.NullMarked;
