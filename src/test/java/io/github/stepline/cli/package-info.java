@NullMarked
package io.github.stepline.cli;

import org.jspecify.annotations.NullMarked;
