/** The command line: {@code java -jar stepline-cli.jar demo DIR}. It wires the other packages; nobody imports it. */
@NullMarked
package io.github.stepline.cli;

import org.jspecify.annotations.NullMarked;
