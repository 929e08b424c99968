#include "models/domain/timeline.h"

#include "models/domain/clock.h"

namespace tocsin {

namespace {
constexpr qsizetype kMaxTags = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::domain", text);
}
} // namespace

template<> std::span<const EnumEntry<EntryKind>> enumTable<EntryKind>()
{
    using enum EntryKind;
    static constexpr EnumEntry<EntryKind> table[] = {
        {Note, "note", QT_TRANSLATE_NOOP("tocsin::domain", "Note")},
        {Evidence, "evidence", QT_TRANSLATE_NOOP("tocsin::domain", "Evidence")},
        {Containment, "containment", QT_TRANSLATE_NOOP("tocsin::domain", "Containment")},
        {Consultation, "consultation", QT_TRANSLATE_NOOP("tocsin::domain", "Consultation")},
        {Communication, "communication", QT_TRANSLATE_NOOP("tocsin::domain", "Communication")},
        {Decision, "decision", QT_TRANSLATE_NOOP("tocsin::domain", "Decision")},
        {Imported, "imported", QT_TRANSLATE_NOOP("tocsin::domain", "Imported")},
        {Stage, "stage", QT_TRANSLATE_NOOP("tocsin::domain", "Stage")},
        {Assessment, "assessment", QT_TRANSLATE_NOOP("tocsin::domain", "Assessment")},
        {Classification, "classification", QT_TRANSLATE_NOOP("tocsin::domain", "Classification")},
        {Declaration, "declaration", QT_TRANSLATE_NOOP("tocsin::domain", "Declared")},
        {Notice, "notice", QT_TRANSLATE_NOOP("tocsin::domain", "Notice")},
        {Closing, "closing", QT_TRANSLATE_NOOP("tocsin::domain", "Closing")},
    };
    return table;
}

template<> std::span<const EnumEntry<FromProduction>> enumTable<FromProduction>()
{
    static constexpr EnumEntry<FromProduction> table[] = {
        {FromProduction::No, "no", QT_TRANSLATE_NOOP("tocsin::domain", "No")},
        {FromProduction::Yes, "yes", QT_TRANSLATE_NOOP("tocsin::domain", "Yes, with an approval")},
        {FromProduction::NotSure, "not_sure", QT_TRANSLATE_NOOP("tocsin::domain", "Not sure")},
    };
    return table;
}

bool isManualKind(EntryKind kind)
{
    return kind < EntryKind::Imported;
}

Result<void> checkNewEntry(const NewEntry &e, qint64 nowMs)
{
    const auto bad = [](const char *text, const char *field) {
        return failure(ErrorKind::Invalid, tr(text), {}, QString::fromLatin1(field));
    };
    if (e.text.trimmed().isEmpty())
        return bad("Write what happened.", "text");
    if (e.text.size() > kMaxEntryText)
        return bad("An entry holds 100,000 characters at most. Attach the rest as a file.", "text");
    if (e.tags.size() > kMaxTags)
        return bad("The tags are longer than 1,000 characters.", "tags");
    if (e.atMs <= 0)
        return bad("Say when it happened.", "at");
    if (e.atMs > nowMs + kMinuteMs)
        return bad("An entry cannot lie in the future.", "at");
    return {};
}

} // namespace tocsin
