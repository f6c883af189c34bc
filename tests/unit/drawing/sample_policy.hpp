// SamplePolicy: a policy with one PIN of each form, for tests that draw.
#pragma once

#include "policy/policy.hpp"

namespace tsuitate::drawing {

inline policy::Policy sample_policy() {
    policy::PinKind digits;
    digits.name = "digits";
    digits.slip_number = 2;
    digits.title = {"利用者証明用電子証明書暗証番号", "User authentication certificate PIN"};
    digits.purpose = {"コンビニで証明書を受け取るときや、マイナポータルにログインするときに使います。",
                      "You use it to log in to public services and to print certificates at a store."};
    digits.when_locked = {"市区町村の窓口で、設定しなおすことができます。",
                          "It can be set anew at this counter."};
    digits.when_unknown = {"この窓口で新しく設定できます。", "A new one can be set at this counter."};
    digits.without = {"カードは有効期限まで使えます。", "The card stays valid to its expiry date."};
    digits.characters_since = {2016, 1};
    digits.characters_source = {"ポータルサイト", "the portal site"};

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
    policy.procedures = {
        {"renewal", {"電子証明書の更新", "Renewal of the electronic certificates"}, std::nullopt}};
    policy::AssistanceRules& rules = policy.assistance;
    rules.staff = {{"clerk-01", {"職員1番", "clerk no.\u00a01"}},
                   {"clerk-02", {"職員2番", "clerk no.\u00a02"}}};
    rules.reasons = {{"panel-hard-to-use", {"パネルの操作がむずかしいため", "the panel is hard to use"}}};
    rules.helps = {{"types-for-citizen",
                    {"かわりにキーに触れる", "touching the keys for you"},
                    {"職員はとなりに来て、あなたが言うとおりにキーに触れます。",
                     "The clerk comes to your side and touches the keys as you say."},
                    {"暗証番号は職員に分かります。", "The clerk will know your PIN."}}};
    rules.observers = {{"supervisor",
                        {"係長", "the section chief"},
                        {"職員の後ろに立ちます。そこからこの画面は見えません。",
                         "They stand behind the clerk and cannot see this screen from there."}}};
    return policy;
}

}  // namespace tsuitate::drawing
