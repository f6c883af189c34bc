// tsuitate-audit: looks at a copy of the audit log without the daemon. It reads, and never writes into the
// log.
#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>
#include <map>
#include <new>
#include <string>

#include "audit/tool/commands.hpp"

namespace {

namespace tool = tsuitate::audit_tool;

// What the command line says, for all commands.
struct Said {
    tool::Common common;
    tool::VerifyRequest verify;
    tool::ReportRequest report;
    tool::ReceiptRequest receipt;
    tool::Filter filter;
    tool::Format format = tool::Format::table;
    std::string session;
    std::string output;
    tool::ProveRequest prove;
    tool::CheckProofRequest check_proof;
    tool::ArchiveRequest archive;
    std::string enrolment;
    std::string event;
    bool json = false;
    bool plain = false;
};

CLI::App* add_command(CLI::App& app, Said& said, const std::string& name, const std::string& text) {
    CLI::App* command = app.add_subcommand(name, text);
    const std::map<std::string, tsuitate::policy::Language> languages{
        {"ja", tsuitate::policy::Language::japanese}, {"en", tsuitate::policy::Language::english}};
    command->add_option("--lang", said.common.language, "Language of the answer: en or ja (default en)")
        ->option_text("en|ja")
        ->transform(CLI::CheckedTransformer(languages));
    return command;
}

CLI::App* add_log_command(CLI::App& app, Said& said, const std::string& name, const std::string& text) {
    CLI::App* command = add_command(app, said, name, text);
    command->add_option("--log", said.common.log, "The log/ directory, or a copy of it")->required();
    return command;
}

void add_times(CLI::App* command, tool::Filter& filter) {
    const std::string shape = "as 2026-11-23 or 2026-11-23T05:40:12Z";
    command->add_option("--from", filter.from, "Not before this time (UTC), " + shape)->option_text("TIME");
    command->add_option("--to", filter.to, "Before this time (UTC)")->option_text("TIME");
}

void add_kept(CLI::App& command, tool::KeptElsewhere& kept) {
    command
        .add_option("--remembered", kept.remembered,
                    "A checkpoint that was kept elsewhere, or a directory of them (repeatable)")
        ->take_all()
        ->expected(1)
        ->option_text("PATH");
    command.add_option("--witness", kept.witnesses, "Key of a witness that must have co-signed (repeatable)")
        ->take_all()
        ->expected(1)
        ->option_text("VKEY");
    command
        .add_option("--longest-witness-gap", kept.longest_witness_gap,
                    "Seconds without its signature, before that is told (default 3600)")
        ->check(CLI::PositiveNumber);
}

void add_verify(CLI::App& app, Said& said) {
    CLI::App* command = add_log_command(app, said, "verify", "Check everything that can be checked");
    tool::VerifyRequest& verify = said.verify;
    command->add_option("--anchor", verify.anchor, "The anchor, printed when the counter was installed");
    add_kept(*command, verify.kept);
    command
        ->add_option("--accept-restart", verify.accepted_restarts,
                     "An epoch at which the chain of keys began anew, and somebody knows why (repeatable)")
        ->take_all()
        ->expected(1)
        ->option_text("EPOCH");
    CLI::Option* first = command->add_option("--first", verify.first, "Read records from this one")
                             ->check(CLI::PositiveNumber);
    CLI::Option* last =
        command->add_option("--last", verify.last, "Read records up to this one")->check(CLI::PositiveNumber);
    first->needs(last);
    last->needs(first);
    command->add_flag("--tree-only", verify.tree_only, "Check hashes, not what the records say");
    command->add_option("--threads", verify.threads, "How many threads (default: as many as processors)")
        ->check(CLI::Range(1, 256));
    command->add_flag("--json", verify.json, "Print one JSON object");
}

void add_query(CLI::App& app, Said& said) {
    CLI::App* command = add_log_command(app, said, "query", "Print records, each checked against the tree");
    tool::Filter& filter = said.filter;
    add_times(command, filter);
    command->add_option("--session", filter.session, "Of this session")->option_text("ID");
    command->add_option("--kind", filter.pin_kind, "About this PIN, as the policy names it")
        ->option_text("PINKIND");
    command->add_option("--outcome", filter.outcome, "With this outcome");
    command->add_option("--event", filter.event, "Of this event");
    command->add_option("--caller", filter.caller, "Asked for by this user")->option_text("UID");
    command->add_option("--subject", filter.subject, "With this subject: a device or an action");
    command->add_option("--clerk", filter.clerk, "About help by this clerk, as the staff list names them")
        ->option_text("NAME");
    command->add_option("--role", filter.role, "About an observer in this role")->option_text("NAME");
    command->add_flag("--panel", filter.panel,
                      "About the touch panel: proofs, calibration, state, health, when it came and went");
    command->add_option("--limit", filter.limit, "At most so many")->check(CLI::PositiveNumber);
    const std::map<std::string, tool::Format> formats{
        {"table", tool::Format::table}, {"json", tool::Format::json}, {"csv", tool::Format::csv}};
    command->add_option("--format", said.format, "table, json (one record a line) or csv (default table)")
        ->option_text("table|json|csv")
        ->transform(CLI::CheckedTransformer(formats));
}

void add_report(CLI::App& app, Said& said) {
    CLI::App* command =
        add_log_command(app, said, "report", "Write a page about a period, for people who judge it");
    tool::ReportRequest& report = said.report;
    command->add_option("--from", report.from, "Its first day, as 2026-11-01")
        ->required()
        ->option_text("DAY");
    command->add_option("--to", report.to, "Its last day")->required()->option_text("DAY");
    command->add_option("-o,--output", report.output, "The HTML file to write, - for standard output")
        ->required();
    command->add_option("--anchor", report.anchor, "The anchor, printed when the counter was installed");
    command->add_option("--counter", report.counter, "The counter's name, for the page's title");
    add_kept(*command, report.kept);
    command->add_flag(
        "--detailed", report.detailed,
        "Exact figures and times, by which persons may be found out; only where a record of the log permits "
        "it (tsuitatectl permit-report)");
}

void add_receipt(CLI::App& app, Said& said) {
    CLI::App* command =
        add_log_command(app, said, "receipt", "Tell what happened in the session of a receipt");
    tool::ReceiptRequest& receipt = said.receipt;
    command->add_option("RECEIPT", receipt.receipt, "Its number, or what its square says")->required();
    command->add_option("--pdf", receipt.pdf, "Write a slip for paper 80 mm wide, - for standard output")
        ->option_text("FILE");
    command->add_option("--ask", receipt.ask, "Where to ask, as the slip shall say")->option_text("TEXT");
    command->add_flag("--json", receipt.json, "Print one JSON object");
}

void add_others(CLI::App& app, Said& said) {
    CLI::App* show = add_log_command(app, said, "show", "Tell one session as a story");
    show->add_option("SESSION", said.session, "Its id, or the beginning of it")->required();

    CLI::App* prove = add_log_command(app, said, "prove", "Write a proof that a record is in the log");
    prove
        ->add_option("RECORD", said.prove.record,
                     "Its sequence; or a receipt: its number, or what its square says")
        ->required();
    prove->add_option("-o,--output", said.prove.output, "The file to write (.tlog-proof)")->required();
    prove
        ->add_option("--checkpoint", said.prove.checkpoint,
                     "The checkpoint to prove it under, such as one that a witness co-signed (default: the "
                     "newest)")
        ->option_text("FILE");
    prove->add_flag("!--without-record", said.prove.with_record,
                    "Leave the record itself out: shorter, for who has it anyway");

    CLI::App* check = add_command(app, said, "check-proof", "Check such a proof");
    tool::CheckProofRequest& asked = said.check_proof;
    check
        ->add_option("PROOF", asked.proof,
                     "The file; or a receipt, whose proof is made from the copy of the log and checked")
        ->required();
    check
        ->add_option("--receipt", asked.receipt,
                     "And it must be the record of this receipt: its number, or what its square says")
        ->option_text("RECEIPT");
    check->add_option("--anchor", asked.anchor, "The anchor of the log")->required();
    check
        ->add_option(
            "--log", said.common.log,
            "A copy of the log, to follow the keys of its epochs up to the one that must have signed")
        ->option_text("DIRECTORY");
    check->add_option("--record", asked.record, "The record, for a proof that leaves it out")
        ->option_text("FILE");
    check->add_option("--witness", asked.witnesses, "Key of a witness that must have co-signed (repeatable)")
        ->take_all()
        ->expected(1)
        ->option_text("VKEY");

    CLI::App* exported = add_log_command(app, said, "export", "Write records as JSON lines");
    add_times(exported, said.filter);
    exported->add_option("-o,--output", said.output, "The file to write, - for standard output")->required();

    CLI::App* archive = add_log_command(
        app, said, "archive", "Copy a part of the log, with the hashes and signatures that prove it");
    archive->add_option("--first", said.archive.first, "From this record on")
        ->required()
        ->check(CLI::PositiveNumber);
    archive->add_option("--last", said.archive.last, "Up to this record")
        ->required()
        ->check(CLI::PositiveNumber);
    archive->add_option("--anchor", said.archive.anchor,
                        "The anchor, printed when the counter was installed");
    archive->add_option("-o,--output", said.archive.output, "The directory to make")
        ->required()
        ->option_text("DIRECTORY");

    CLI::App* stats = add_log_command(app, said, "stats", "Count");
    stats->add_flag("--json", said.json, "Print one JSON object");

    CLI::App* anchor = add_log_command(app, said, "anchor", "Print what an outsider must keep");
    anchor->add_option("--enrolment", said.enrolment, "The enrolment key, where the log has no file anchor")
        ->option_text("VKEY");
    anchor->add_flag("--plain", said.plain, "Only the anchor itself, for a file");

    CLI::App* schema = add_command(app, said, "schema", "Print the JSON Schema of an event");
    schema->add_option("EVENT", said.event, "Its name")->required();
}

int run(const CLI::App& app, const Said& said) {
    if (app.got_subcommand("verify")) {
        return tool::verify(said.common, said.verify);
    }
    if (app.got_subcommand("report")) {
        return tool::report(said.common, said.report);
    }
    if (app.got_subcommand("query")) {
        return tool::query(said.common, said.filter, said.format);
    }
    if (app.got_subcommand("show")) {
        return tool::show(said.common, said.session);
    }
    if (app.got_subcommand("receipt")) {
        return tool::receipt(said.common, said.receipt);
    }
    if (app.got_subcommand("prove")) {
        return tool::prove(said.common, said.prove);
    }
    if (app.got_subcommand("check-proof")) {
        return tool::check_proof(said.common, said.check_proof);
    }
    if (app.got_subcommand("export")) {
        return tool::export_records(said.common, said.filter, said.output);
    }
    if (app.got_subcommand("archive")) {
        return tool::archive(said.common, said.archive);
    }
    if (app.got_subcommand("stats")) {
        return tool::stats(said.common, said.json);
    }
    if (app.got_subcommand("anchor")) {
        return tool::anchor(said.common, said.enrolment, said.plain);
    }
    return tool::schema(said.event);
}

int parse_and_run(int argc, char** argv) {
    Said said;
    CLI::App app("Checks and reads the audit log of Tsuitate, without its daemon.", "tsuitate-audit");
    app.set_version_flag("--version", "tsuitate-audit " TSUITATE_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Exit status: 0 all right; 1 something is wrong; 2 wrong usage; 3 something cannot be read;\n"
        "4 no record permits the detailed report.\n"
        "See tsuitate-audit(1).");
    add_verify(app, said);
    add_query(app, said);
    add_report(app, said);
    add_receipt(app, said);
    add_others(app, said);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == EXIT_SUCCESS ? tool::exit_right : tool::exit_usage;
    }
    return run(app, said);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return parse_and_run(argc, argv);
    } catch (const std::bad_alloc&) {
        std::cerr
            << "tsuitate-audit: there is not enough memory; close other programs, or take a larger machine\n";
    } catch (const std::exception& exception) {
        std::cerr << "tsuitate-audit: " << exception.what() << '\n';
    }
    return tool::exit_cannot_read;
}
