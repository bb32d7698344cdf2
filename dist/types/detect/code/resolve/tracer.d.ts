import type { Binding, CallNode, ClassNode, FunctionNode, Module, Node, Step, TypeName } from "../syntax/node.ts";
import type { Program } from "./program.ts";
/** A call that is being followed: what its parameters are, and who `this` is. */
export interface Frame {
    fn: FunctionNode;
    /** Absent where only `self` is known: a subclass that fills in what its base leaves open. */
    call?: CallNode;
    caller: Frame | undefined;
    self?: Ref;
}
/** An expression together with the calls through which it was reached. */
export interface Ref {
    node: Node;
    frame?: Frame | undefined;
    /** Keys of the value that are wanted and could not be followed. */
    missing?: readonly string[];
}
/** Follows expressions to what they stand for. A result that cannot be followed further is the expression itself. */
export interface Tracer {
    readonly program: Program;
    trace(ref: Ref): Ref[];
    /** A part of a value that `trace` returned. */
    property(ref: Ref, step: Step): Ref[];
    /** The class whose instance a traced value is, or that declares its type. */
    classOf(ref: Ref): ClassNode | undefined;
    /** The type that a declaration writes for an expression. */
    declaredType(ref: Ref): DeclaredType | undefined;
    /** What the name of a type stands for: a class, an interface, or an import from outside. */
    typeTarget(declared: DeclaredType): Ref[];
    /** The type that a class or an interface writes for a member. */
    memberType(declared: DeclaredType, name: string): DeclaredType | undefined;
    /** The frame of a call that reaches a function. */
    enter(call: Ref, fn: FunctionNode): Frame | undefined;
    /** Argument for a parameter of the function of a frame. */
    argument(frame: Frame, index: number, name: string | undefined): Ref | undefined;
}
export interface DeclaredType {
    type: TypeName;
    /** Where the name of the type is looked up. */
    scope: Node;
}
/** What the parts of a tracer need of one another. */
export interface TracerCore extends Tracer {
    exported(module: Module, name: string): Ref[];
    imported(ref: Ref): Ref[];
    /** The interface or alias that an import or a re-export leads to. */
    typeBehind(node: Node): Ref[];
    bound(binding: Binding, frame: Frame | undefined): Ref[];
    frameOf(frame: Frame & {
        call: CallNode;
    }): Frame;
    /** Runs one step deeper, or returns `otherwise` when the question has become too large. */
    deeper<T>(otherwise: T, run: () => T): T;
}
