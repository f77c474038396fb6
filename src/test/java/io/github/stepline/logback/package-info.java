@NullMarked
package io.github.stepline.logback;

import org.jspecify.annotations.NullMarked;
