package io.thalweg.exec.state;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A shortcut in front of a general table: when all keys are small dictionaries (or constants), the
/// combination of a row's ids addresses its group directly, and the table is asked once per
/// combination and set of dictionaries.
final class DictionaryGroupKeys implements GroupKeys {
  /// The most combinations of ids worth an array.
  private static final int MAX_CODES = 1 << 14;

  private final GroupKeys table;
  private final @Nullable FlatColumn[] dictionaries;

  /// Group + 1 by code; 0 where the combination was not seen under these dictionaries.
  private int[] groupOfCode = {};

  private int[] codes = {};
  private int[] missing = {};
  private int[] missingGroups = {};
  private int[] newRows = {};
  private int newCount;
  private boolean shortcut;

  DictionaryGroupKeys(GroupKeys table, int keys) {
    this.table = table;
    this.dictionaries = new FlatColumn[keys];
  }

  @Override
  public void expect(int expected) {
    table.expect(expected);
  }

  @Override
  public void assign(Column[] keys, int rows, int[] groups) {
    shortcut = isSmall(keys);
    if (!shortcut) {
      table.assign(keys, rows, groups);
      return;
    }
    if (codes.length < rows) {
      codes = new int[rows];
      missing = new int[rows];
      missingGroups = new int[rows];
      newRows = new int[rows];
    }
    encode(keys, rows);
    newCount = 0;
    if (!areKnown(codes, groupOfCode, rows, groups)) {
      resolve(keys, missing(rows, groups), groups);
    }
  }

  /// Writes what is known of the rows' groups, -1 otherwise; returns whether all are.
  private static boolean areKnown(int[] codes, int[] groupOfCode, int rows, int[] groups) {
    int all = 0;
    for (int i = 0; i < rows; i++) {
      int group = groupOfCode[codes[i]] - 1;
      groups[i] = group;
      all |= group;
    }
    return all >= 0;
  }

  /// Notes the rows without a group; returns how many.
  private int missing(int rows, int[] groups) {
    int open = 0;
    for (int i = 0; i < rows; i++) {
      missing[open] = i;
      open += groups[i] >>> 31;
    }
    return open;
  }

  /// Looks the combinations up that were not seen before.
  private void resolve(Column[] keys, int open, int[] groups) {
    Column[] gathered = new Column[keys.length];
    for (int k = 0; k < keys.length; k++) {
      gathered[k] = keys[k].gather(missing, open);
    }
    table.assign(gathered, open, missingGroups);
    for (int i = 0; i < open; i++) {
      int row = missing[i];
      groups[row] = missingGroups[i];
      groupOfCode[codes[row]] = missingGroups[i] + 1;
    }
    newCount = table.newCount();
    for (int i = 0; i < newCount; i++) {
      newRows[i] = missing[table.newRows()[i]];
    }
  }

  /// Whether the shortcut applies; forgets the codes of other dictionaries.
  private boolean isSmall(Column[] keys) {
    long product = 1;
    boolean same = true;
    for (int k = 0; k < keys.length; k++) {
      if (keys[k] instanceof DictionaryColumn dictionary) {
        product *= dictionary.values().length() + 1L;
        same &= dictionaries[k] == dictionary.values();
        dictionaries[k] = dictionary.values();
      } else if (keys[k] instanceof ConstantColumn constant) {
        same &= dictionaries[k] == constant.value();
        dictionaries[k] = constant.value();
      } else {
        product = Long.MAX_VALUE;
      }
      if (product > MAX_CODES) {
        Arrays.fill(dictionaries, null);
        return false;
      }
    }
    if (!same || groupOfCode.length < product) {
      groupOfCode = new int[(int) product];
    }
    return true;
  }

  /// Codes count in mixed radix; NULL is the digit behind the last id.
  private void encode(Column[] keys, int rows) {
    boolean first = true;
    for (Column key : keys) {
      if (key instanceof DictionaryColumn dictionary) {
        int radix = dictionary.values().length() + 1;
        if (dictionary.validity() != null) {
          encodeNullable(dictionary, dictionary.validity(), first ? 0 : radix, rows);
        } else if (first) {
          System.arraycopy(dictionary.ids(), 0, codes, 0, rows);
        } else {
          encodeIds(dictionary.ids(), radix, rows);
        }
        first = false;
      }
    }
    if (first) {
      Arrays.fill(codes, 0, rows, 0);
    }
  }

  private void encodeIds(int[] ids, int radix, int rows) {
    for (int i = 0; i < rows; i++) {
      codes[i] = codes[i] * radix + ids[i];
    }
  }

  private void encodeNullable(DictionaryColumn column, long[] validity, int radix, int rows) {
    int none = column.values().length();
    int[] ids = column.ids();
    for (int i = 0; i < rows; i++) {
      int digit = Bits.get(validity, i) ? ids[i] : none;
      codes[i] = radix == 0 ? digit : codes[i] * radix + digit;
    }
  }

  @Override
  public int count() {
    return table.count();
  }

  @Override
  public int[] newRows() {
    return shortcut ? newRows : table.newRows();
  }

  @Override
  public int newCount() {
    return shortcut ? newCount : table.newCount();
  }

  @Override
  public FlatColumn column(int key, Groups groups) {
    return table.column(key, groups);
  }

  @Override
  public GroupLookup lookup() {
    return table.lookup();
  }

  @Override
  public void clear() {
    Arrays.fill(dictionaries, null);
    table.clear();
  }

  @Override
  public long sizeInBytes() {
    return table.sizeInBytes() + 4L * groupOfCode.length;
  }
}
