/// Tests that see every room at once, and keep the rules and the pages of `docs/` true.
@NullMarked
package io.thalweg.docs;

import org.jspecify.annotations.NullMarked;
