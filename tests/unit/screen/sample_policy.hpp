// SamplePolicy: a policy with one PIN of each form, for tests that draw.
#pragma once

#include "policy/policy.hpp"

namespace tsuitate::screen {

inline policy::Policy sample_policy() {
    policy::PinKind digits;
    digits.name = "digits";
    digits.slip_number = 2;
    digits.title = {"利用者証明用電子証明書暗証番号", "User authentication certificate PIN"};
    digits.purpose = {"コンビニで証明書を受け取るときや、マイナポータルにログインするときに使います。",
                      "You use it to log in to public services and to print certificates at a store."};
    digits.when_locked = {"市区町村の窓口で、設定しなおすことができます。",
                          "It can be set anew at this counter."};

    policy::PinKind mixed = digits;
    mixed.name = "mixed";
    mixed.slip_number = 1;
    mixed.title = {"署名用電子証明書暗証番号", "Signature certificate PIN"};
    mixed.min_length = 6;
    mixed.max_length = 16;
    mixed.alphabet = policy::Alphabet::capitals_and_digits;
    mixed.needs_letter_and_digit = true;
    mixed.max_tries = 5;

    policy::Policy policy;
    policy.pin_kinds = {digits, mixed};
    policy.procedures = {{"renewal", {"電子証明書の更新", "Renewal of the electronic certificates"}}};
    return policy;
}

}  // namespace tsuitate::screen
