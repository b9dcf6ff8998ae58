"""Airy functions, the solutions of y'' = x·y (DLMF 9.2)."""

from __future__ import annotations

from infocalc.functions.row import Code, Function, call, define

define(
    Function(
        "airyai",
        "Airy function Ai",
        ("AiryAi", "airy_ai", "Ai"),
        derivative=(lambda x: call("airyaiprime", x),),
        ball=lambda x: x.airy_ai(),
        complex_ball=lambda z: z.airy_ai(),
        whole=True,
        taylor=lambda s: s.airy_ai(),
        latex=r"\operatorname{Ai}",
        code=Code(numpy="special.airy({0})[0]"),
        sympy="airyai",
    ),
    Function(
        "airybi",
        "Airy function Bi",
        ("AiryBi", "airy_bi", "Bi"),
        derivative=(lambda x: call("airybiprime", x),),
        ball=lambda x: x.airy_bi(),
        complex_ball=lambda z: z.airy_bi(),
        whole=True,
        taylor=lambda s: s.airy_bi(),
        latex=r"\operatorname{Bi}",
        code=Code(numpy="special.airy({0})[2]"),
        sympy="airybi",
    ),
    Function(
        "airyaiprime",
        "derivative of the Airy function Ai",
        ("AiryAiPrime", "airy_ai_prime"),
        derivative=(lambda x: x * call("airyai", x),),
        ball=lambda x: x.airy_ai(derivative=1),
        complex_ball=lambda z: z.airy_ai(derivative=1),
        whole=True,
        taylor=lambda s: s.airy_ai_prime(),
        code=Code(numpy="special.airy({0})[1]"),
        sympy="airyaiprime",
    ),
    Function(
        "airybiprime",
        "derivative of the Airy function Bi",
        ("AiryBiPrime", "airy_bi_prime"),
        derivative=(lambda x: x * call("airybi", x),),
        ball=lambda x: x.airy_bi(derivative=1),
        complex_ball=lambda z: z.airy_bi(derivative=1),
        whole=True,
        taylor=lambda s: s.airy_bi_prime(),
        code=Code(numpy="special.airy({0})[3]"),
        sympy="airybiprime",
    ),
)
