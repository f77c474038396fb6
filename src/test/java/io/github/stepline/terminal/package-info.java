@NullMarked
package io.github.stepline.terminal;

import org.jspecify.annotations.NullMarked;
