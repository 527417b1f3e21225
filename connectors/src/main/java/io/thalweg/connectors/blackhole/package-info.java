/// `WITH (connector = 'blackhole')`: tables that take every row and keep none, to measure what
/// comes before them. Called through the connector SPI; uses core and `connectors.options`.
@NullMarked
package io.thalweg.connectors.blackhole;

import org.jspecify.annotations.NullMarked;
