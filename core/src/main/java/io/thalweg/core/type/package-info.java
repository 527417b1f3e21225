/// SQL types and schemas, and the physical layout each type has in a column.
@NullMarked
package io.thalweg.core.type;

import org.jspecify.annotations.NullMarked;
