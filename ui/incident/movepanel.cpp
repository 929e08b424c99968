#include "ui/incident/movepanel.h"

#include "models/domain/movefacts.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString moveDefinition(Stage from, Stage to)
{
    const auto kind = moveKind(from, to);
    if (!kind)
        return MovePanel::tr("Stages are not skipped.");
    switch (*kind) {
    case MoveKind::Forward:
        return MovePanel::tr("The next stage.");
    case MoveKind::Alternation:
        return MovePanel::tr("These two alternate as often as needed.");
    case MoveKind::Reopening:
        break;
    }
    return MovePanel::tr("Reopens it: no clock restarts, no notice revives.");
}

} // namespace

MovePanel::MovePanel(const UiContext &ui, const IncidentDetails &details, Stage to, QWidget *parent)
    : ActPanel(ui, u"act/move"_s, details, parent)
    , m_to(new ChoiceGroup(tr("To which stage")))
    , m_shownFrom(details.incident.stage)
{
    m_to->setObjectName(u"moveTo"_s);
    refresh();
    m_to->setValue(codeOf(to));
    connect(m_to, &ChoiceGroup::valueChanged, this, [this] {
        updateTexts();
        updateButton();
    });
    addRow(tr("To"), m_to, u"stage"_s);
    addText(tr("&Why it moves"), m_reason, u"reason"_s, u"reason"_s);
    updateTexts();
    finish();
}

void MovePanel::refresh()
{
    const Stage from = incident().stage;
    const QVariant chosen = m_to->value();
    m_to->clear();
    // The way on comes first.
    for (int n = static_cast<int>(Stage::CloseOut); n >= 0; --n)
        if (const auto stage = static_cast<Stage>(n); moveKind(from, stage))
            m_to->addChoice(codeOf(stage), nameOf(stage), moveDefinition(from, stage));
    m_to->setValue(chosen);
    if (from != m_shownFrom) {
        m_shownFrom = from;
        // Somebody moved it while this was open: who, and when.
        for (const StageVisit &v : details().visits)
            if (v.toMs == 0 && v.stage == from)
                m_moved =
                    tr("%1 moved it to %2 meanwhile, at %3.").arg(v.byName, nameOf(from), TimeText().time(v.fromMs));
        updateTexts();
    }
}

Stage MovePanel::target() const
{
    return fromCode<Stage>(m_to->value().toString()).value_or(incident().stage);
}

void MovePanel::updateTexts()
{
    const Stage to = target();
    const QString name = to == incident().stage ? tr("another stage") : nameOf(to);
    setTexts(tr("Move to %1").arg(name),
             (m_moved.isEmpty() ? QString() : m_moved + u' ') +
                 tr("%1 leaves %2. The time in each stage is kept, and the reason stands in the timeline.")
                     .arg(incident().reference(), nameOf(incident().stage)),
             tr("Everybody who can read the incident sees the move at once, on the board too."));
    setPrimary(tr("Move to %1").arg(name));
}

QString MovePanel::whyDisabled() const
{
    return target() == incident().stage ? tr("Choose the stage it moves to.")
                                        : whyNotMove(incident(), target(), context());
}

void MovePanel::submit()
{
    const Stage to = target();
    const QString reason = m_reason->toPlainText().trimmed();
    const auto allowed = checkMove(moveFacts(incident(), to, reason));
    if (!allowed) {
        showError(allowed.error());
        return;
    }
    run([id = incident().id, version = incident().version, to,
         reason](Services &s) { return s.incidents.move(id, version, to, reason); },
        tr("%1 moved to %2").arg(incident().reference(), nameOf(to)));
}

} // namespace tocsin
