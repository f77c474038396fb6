@NullMarked
package io.github.stepline.progress;

import org.jspecify.annotations.NullMarked;
