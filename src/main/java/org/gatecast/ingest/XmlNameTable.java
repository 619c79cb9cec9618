package org.gatecast.ingest;

import com.ctc.wstx.util.DefaultXmlSymbolTable;
import com.ctc.wstx.util.SymbolTable;
import java.util.Arrays;

/**
 * The table of one document's names, in place of Woodstox' own: elements, attributes, prefixes, targets of instructions
 * and entities. Woodstox' table takes quadratic time for names of equal hashes, which a sender can choose, and keeps
 * names for later documents. Here a look-up costs at most {@value #MAX_COLLISIONS} comparisons, the number of names is
 * limited, and nothing is kept after the document.
 *
 * <p>Used for one document, by one thread.
 */
final class XmlNameTable extends SymbolTable {
    /** By chance, two or three names have the same hash. */
    static final int MAX_COLLISIONS = 32;

    private static final int FIRST_SIZE = 512;

    private final int maxNames;
    private Known[] table = new Known[FIRST_SIZE];
    private int names;
    private long comparisons;

    /** A name, and the next one in the same slot. */
    private record Known(String name, int hash, Known next) {}

    /** A document has too many names, or too many of equal hashes. */
    static final class RefusedNameException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedNameException(String problem) {
            super(problem, null, false, false);
        }
    }

    /**
     * @param mostNames how many different names are allowed
     */
    XmlNameTable(int mostNames) {
        super(false, 4);
        this.maxNames = mostNames;
    }

    /**
     * The single instance of a name.
     *
     * @param hash of the characters
     * @throws RefusedNameException when there are too many names
     */
    @Override
    public String findSymbol(char[] buffer, int start, int length, int hash) {
        int alike = 0;
        for (Known known = table[place(hash)]; known != null; known = known.next) {
            alike++;
            if (known.hash == hash && isSame(known.name, buffer, start, length)) {
                comparisons += alike;
                return known.name;
            }
        }
        comparisons += alike;
        return add(known(new String(buffer, start, length)), hash, alike);
    }

    @Override
    public String findSymbol(String name) {
        char[] chars = name.toCharArray();
        return findSymbol(chars, 0, chars.length, calcHash(chars, 0, chars.length, getHashSeed()));
    }

    /** No names are kept for other documents. */
    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public int size() {
        return names;
    }

    /** The number of comparisons so far, which is the cost of look-ups. */
    long comparisons() {
        return comparisons;
    }

    /** Woodstox compares these two by identity. */
    private static String known(String name) {
        return switch (name) {
            case "xml" -> DefaultXmlSymbolTable.getXmlSymbol();
            case "xmlns" -> DefaultXmlSymbolTable.getXmlnsSymbol();
            default -> name;
        };
    }

    private String add(String name, int hash, int alike) {
        if (alike == MAX_COLLISIONS) {
            throw new RefusedNameException("more than " + MAX_COLLISIONS + " names have the same hash");
        }
        if (names == maxNames) {
            throw new RefusedNameException("there are more than " + maxNames + " different names");
        }
        if (++names > table.length / 2) {
            grow();
        }
        int place = place(hash);
        table[place] = new Known(name, hash, table[place]);
        return name;
    }

    private void grow() {
        Known[] before = table;
        table = new Known[before.length * 2];
        Arrays.stream(before).forEach(first -> {
            for (Known known = first; known != null; known = known.next) {
                int place = place(known.hash);
                table[place] = new Known(known.name, known.hash, table[place]);
            }
        });
    }

    private int place(int hash) {
        return (hash ^ hash >>> 16) & table.length - 1;
    }

    private static boolean isSame(String name, char[] buffer, int start, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != buffer[start + i]) {
                return false;
            }
        }
        return true;
    }
}
