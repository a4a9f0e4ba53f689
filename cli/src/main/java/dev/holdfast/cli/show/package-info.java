/** What a lock looks like: which device sits where, and who decided it. */
@NullMarked
package dev.holdfast.cli.show;

import org.jspecify.annotations.NullMarked;
