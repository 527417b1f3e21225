/// `WITH (connector = 'datagen')`: rows of declared columns, random or counted, from a seed. Called
/// through the connector SPI; uses core, `connectors.generator` and `connectors.options`.
@NullMarked
package io.thalweg.connectors.datagen;

import org.jspecify.annotations.NullMarked;
