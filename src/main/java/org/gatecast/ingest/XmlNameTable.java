package org.gatecast.ingest;

import com.ctc.wstx.util.DefaultXmlSymbolTable;
import com.ctc.wstx.util.SymbolTable;
import java.util.Arrays;

/**
 * The names of one document, in Woodstox' place for them: elements, attributes, prefixes, targets of instructions and
 * entities. Woodstox' own table takes quadratic time over names of equal hashes, which a sender can make at will, and
 * keeps them for the documents that follow. Here a look-up costs {@value #MOST_ALIKE} comparisons at most, the names of
 * a document are bounded in number, and gone with it.
 *
 * <p>One document's, and so one thread's.
 */
final class XmlNameTable extends SymbolTable {
    /** Names that fall together by chance are two or three. */
    static final int MAX_COLLISIONS = 32;

    private static final int FIRST_SIZE = 512;

    private final int maxNames;
    private Known[] table = new Known[FIRST_SIZE];
    private int names;
    private long comparisons;

    /** A name, and the next one in the same place. */
    private record Known(String name, int hash, Known next) {}

    /** A document has more names than it may, or too many of equal hashes. */
    static final class RefusedNameException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedNameException(String problem) {
            super(problem, null, false, false);
        }
    }

    /**
     * @param mostNames different ones
     */
    XmlNameTable(int mostNames) {
        super(false, 4);
        this.maxNames = mostNames;
    }

    /**
     * The one instance of a name.
     *
     * @param hash of the characters, the same for the same ones
     * @throws RefusedNameException when it is one too many
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

    /** Nothing of a document is kept for others. */
    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public int size() {
        return names;
    }

    /** With how many names others were compared so far: what look-ups cost. */
    long comparisons() {
        return comparisons;
    }

    /** Woodstox tells these two by their identity. */
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
