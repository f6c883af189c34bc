// The commands that ask something of a citizen about help and observers. None of them can answer: they wait
// for what comes from the panel.
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <variant>

#include "client/tsuitatectl/commands.hpp"
#include "client/tsuitatectl/interruption.hpp"
#include "client/tsuitatectl/report.hpp"

namespace tsuitate::tsuitatectl {
namespace {

using client::AssistanceNews;
using nlohmann::json;

// A descriptor that is readable once, as soon as somebody looks. Owns it.
class Once {
  public:
    Once() : descriptor_(eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK)) {
        if (descriptor_ < 0) {
            throw std::system_error(errno, std::generic_category(), "eventfd");
        }
    }
    ~Once() { close(descriptor_); }
    Once(const Once&) = delete;
    Once& operator=(const Once&) = delete;

    int descriptor() const { return descriptor_; }
    bool take() const {
        eventfd_t count = 0;
        return eventfd_read(descriptor_, &count) == 0;
    }

  private:
    int descriptor_;
};

std::string sentence_for(const client::AssistanceTold& told) {
    switch (told.news) {
        case AssistanceNews::called:
            return "the citizen asks for a clerk";
        case AssistanceNews::left_alone:
            return "the citizen wishes to do this alone";
        case AssistanceNews::asking:
            return "asked: the question is on the panel";
        case AssistanceNews::agreed:
            return "agreed: " + std::to_string(told.seconds) + " s";
        case AssistanceNews::ended:
            return "ended: the help is over";
        case AssistanceNews::tries_shown:
            return "tries left: " + std::to_string(told.tries);
        case AssistanceNews::change_wanted:
            return "the citizen wishes to change this PIN";
    }
    return "";
}

// One entry during which something is asked of the citizen.
class AskingEntry {
  public:
    AskingEntry(const Settings& settings, const char* question) : settings_(settings), question_(question) {}

    int run(client::Counter& counter, const EntryWishes& wanted,
            const std::function<std::optional<client::Error>(client::Session&)>& ask) {
        auto opened = counter.open_session(wanted.procedure, wanted.language);
        if (const auto* error = std::get_if<client::Error>(&opened)) {
            return report(*error);
        }
        auto& session = std::get<client::Session>(opened);
        const client::Waiting waiting = waiting_for(session, ask);
        const auto entered = session.enter_pin(wanted.kind, waiting);
        if (const auto* error = std::get_if<client::Error>(&entered)) {
            return report(failure_.value_or(*error));
        }
        const auto outcome = std::get<client::Outcome>(entered);
        if (!failure_) {
            tell("outcome", std::string(name_of(outcome)));
        }
        // After help the citizen is asked about it, and gets a receipt.
        const auto unclosed = session.close(waiting);
        if (failure_ || unclosed) {
            return report(failure_ ? *failure_ : *unclosed);
        }
        if (!agreed_) {
            return exit_declined;
        }
        return outcome == client::Outcome::verified ? exit_done : exit_other_outcome;
    }

  private:
    client::Waiting waiting_for(client::Session& session,
                                const std::function<std::optional<client::Error>(client::Session&)>& ask) {
        client::Waiting waiting;
        waiting.on_progress = [this, &session, ask](client::Progress now) {
            if (!settings_.json) {
                std::cerr << sentence_on(now) << '\n';
            }
            // A question that came before the entry had begun is put again.
            if (std::exchange(too_early_, false)) {
                put(session, ask);
            }
        };
        waiting.on_told = [this](const client::AssistanceTold& told) { tell_news(told); };
        waiting.on_assistance = [this, &session](const client::Expected<client::ConsentAnswer>& answer) {
            take_answer(session, answer, client::ConsentAnswer::agreed);
        };
        waiting.on_observer = [this, &session](const client::Expected<client::ObserverAnswer>& answer) {
            take_answer(session, answer, client::ObserverAnswer::accepted);
        };
        waiting.on_receipt = [this](const std::string& number) { tell("receipt", number); };
        waiting.on_wake = [this, &session, ask] {
            if (start_.take()) {
                put(session, ask);
            }
        };
        waiting.wake_descriptor = start_.descriptor();
        waiting.stop_descriptor = interruption_.descriptor();
        return waiting;
    }

    void put(client::Session& session,
             const std::function<std::optional<client::Error>(client::Session&)>& ask) {
        if (auto error = ask(session)) {
            give_up(session, std::move(*error));
        }
    }

    // Without its question this entry is not what was wanted.
    void give_up(client::Session& session, client::Error error) {
        failure_ = std::move(error);
        session.begin_close();
    }

    template <typename Answer>
    void take_answer(client::Session& session, const client::Expected<Answer>& answer, Answer yes) {
        if (const auto* error = std::get_if<client::Error>(&answer)) {
            too_early_ = error->kind == client::ErrorKind::no_entry;
            if (!too_early_ && error->kind != client::ErrorKind::no_session) {
                give_up(session, *error);
            }
            return;
        }
        agreed_ = std::get<Answer>(answer) == yes;
        tell(question_, std::string(name_of(std::get<Answer>(answer))));
    }

    void tell(const char* what, const std::string& word) const {
        if (settings_.json) {
            std::cout << json{{what, word}} << std::endl;
        } else {
            std::cout << what << ": " << word << std::endl;
        }
    }

    void tell_news(const client::AssistanceTold& told) const {
        if (!settings_.json) {
            std::cerr << sentence_for(told) << '\n';
            return;
        }
        json line{{"news", std::string(name_of(told.news))}};
        if (told.news == AssistanceNews::agreed) {
            line["seconds"] = told.seconds;
        } else if (told.news == AssistanceNews::tries_shown) {
            line["tries"] = told.tries;
        }
        std::cout << line << std::endl;
    }

    const Settings& settings_;
    const char* question_;
    Interruption interruption_;
    Once start_;
    bool too_early_ = false;
    bool agreed_ = false;
    std::optional<client::Error> failure_;
};

void print(const Settings& settings, const char* what, const std::vector<client::Choice>& choices) {
    for (const client::Choice& choice : choices) {
        if (settings.json) {
            std::cout << json{{"list", what}, {"name", choice.name}, {"title", choice.title}} << '\n';
        } else {
            std::cout << what << ' ' << choice.name << ": " << choice.title << '\n';
        }
    }
}

}  // namespace

int assist(const Settings& settings, const EntryWishes& entry, const AssistanceWishes& wanted) {
    return with_counter([&](client::Counter& counter) {
        return AskingEntry(settings, "assistance").run(counter, entry, [&](client::Session& session) {
            return session.request_assistance(wanted.clerk, wanted.reason, wanted.help);
        });
    });
}

int observer(const Settings& settings, const EntryWishes& entry, const std::string& role) {
    return with_counter([&](client::Counter& counter) {
        return AskingEntry(settings, "observer").run(counter, entry, [&](client::Session& session) {
            return session.announce_observer(role);
        });
    });
}

int choices(const Settings& settings, client::Language language) {
    return with_counter([&](client::Counter& counter) {
        const auto found = counter.assistance_choices(language);
        if (const auto* error = std::get_if<client::Error>(&found)) {
            return report(*error);
        }
        const auto& choices = std::get<client::AssistanceChoices>(found);
        print(settings, "clerk", choices.clerks);
        print(settings, "reason", choices.reasons);
        print(settings, "help", choices.helps);
        print(settings, "observer", choices.observers);
        return exit_done;
    });
}

}  // namespace tsuitate::tsuitatectl
