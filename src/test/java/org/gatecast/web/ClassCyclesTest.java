package org.gatecast.web;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

@AnalyzeClasses(packages = "org.gatecast.web", importOptions = DoNotIncludeTests.class)
class ClassCyclesTest {
    @ArchTest
    static final ArchRule classesOfDifferentFilesDoNotDependOnEachOtherInACycle =
            slices().assignedFrom(new SourceFiles()).should().beFreeOfCycles();

    /** A slice for each source file of the package. */
    private static final class SourceFiles implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().equals("org.gatecast.web")
                    ? SliceIdentifier.of(javaClass.getName().split("\\$", 2)[0])
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "source files of the package web";
        }
    }
}
