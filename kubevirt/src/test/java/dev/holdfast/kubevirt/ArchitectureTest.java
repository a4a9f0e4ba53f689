package dev.holdfast.kubevirt;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between kubevirt's packages, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(packages = "dev.holdfast.kubevirt", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.holdfast.kubevirt";
    private static final String HOOK = "dev.holdfast.kubevirt.hook..";
    private static final String OPERATOR = "dev.holdfast.kubevirt.operator..";

    /** A hook is started anew for each VM: what an operator needs would take its time. */
    @ArchTest
    static final ArchRule theHookNeedsNoKubernetes = noClasses()
            .that()
            .resideInAnyPackage(ROOT, HOOK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OPERATOR, "io.fabric8..", "io.javaoperatorsdk..", "com.fasterxml..");

    @ArchTest
    static final ArchRule theOperatorAsksNoHook =
            noClasses().that().resideInAPackage(OPERATOR).should().dependOnClassesThat().resideInAPackage(HOOK);

    @ArchTest
    static final ArchRule neitherKnowsALibvirtOrThePlanner = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.holdfast.libvirt..", "dev.holdfast.planner..", "dev.holdfast.cli..");

    @ArchTest
    static final ArchRule everyPackageHasItsPlace =
            classes().should().resideInAnyPackage(ROOT, HOOK, OPERATOR);
}
