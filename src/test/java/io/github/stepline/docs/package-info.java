/** Tests that hold the documents against the code. */
@NullMarked
package io.github.stepline.docs;

import org.jspecify.annotations.NullMarked;
