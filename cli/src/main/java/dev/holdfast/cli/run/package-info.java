/** What every verb runs on: the process's surroundings, its files, the connection, and the batch that does them all. */
@NullMarked
package dev.holdfast.cli.run;

import org.jspecify.annotations.NullMarked;
