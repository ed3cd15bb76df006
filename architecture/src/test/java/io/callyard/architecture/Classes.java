package io.callyard.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes that rules are checked on. */
final class Classes {
    /** Everything that is published, without any test. */
    static final JavaClasses PUBLISHED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.callyard");

    /** Offenders: one class {@code Planted} in each of some packages, each breaking the rules of its package. */
    static final JavaClasses PLANTED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.callyard")
            .that(DescribedPredicate.describe("are planted", Classes::isPlanted));

    private Classes() {}

    private static boolean isPlanted(JavaClass type) {
        return type.getSimpleName().equals("Planted");
    }
}
