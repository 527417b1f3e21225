/// What the driver asks of an engine: implemented over Flight SQL by the driver itself, and by the
/// embedded engine, which is found through `java.util.ServiceLoader`.
@NullMarked
package io.thalweg.jdbc.spi;

import org.jspecify.annotations.NullMarked;
