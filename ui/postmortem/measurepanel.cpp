#include "ui/postmortem/measurepanel.h"

#include "ui/common/duefield.h"
#include "ui/common/formrow.h"
#include "ui/incident/formdraft.h"
#include "ui/incident/personfield.h"

#include <QComboBox>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr qint64 kUsualMs = 30 * kDayMs;
}

MeasurePanel::MeasurePanel(const UiContext &ui, const IncidentDetails &details, const Measure &measure, QWidget *parent)
    : ActPanel(ui, measure.id.isValid() ? u"act/measure-%1"_s.arg(measure.id.value) : u"act/measure"_s, details, parent)
    , m_measure(measure)
    , m_kind(new QComboBox)
    , m_owner(new PersonField(ui, tr("Whose it is"), tr("Nobody yet")))
    , m_due(new DueField(u"measure"_s))
{
    const bool isNew = !measure.id.isValid();
    setTexts(
        isNew ? tr("A measure of %1").arg(incident().reference()) : tr("Change a measure"),
        tr("It is followed under Actions until it is done, after the incident was closed too. Without owner and day "
           "the incident cannot be closed."),
        tr("A text of its own: everybody who can read the incident sees it. Write nothing that only the post-mortem "
           "may say."));
    setPrimary(isNew ? tr("Set the measure") : tr("Change the measure"));
    m_kind->setObjectName(u"measureKind"_s);
    for (const auto &e : enumTable<MeasureKind>())
        m_kind->addItem(nameOf(e.value), codeOf(e.value));
    m_kind->setCurrentIndex(m_kind->findData(codeOf(measure.kind)));
    draft().watch(u"kind"_s, m_kind);
    addRow(tr("&Kind"), m_kind, u"kind"_s);
    addText(tr("&What is to be done"), m_what, u"what"_s, u"measureWhat"_s, 4);
    {
        const FormDraft::Pause quiet(draft());
        m_what->setPlainText(measure.what);
    }
    m_owner->setObjectName(u"measureOwner"_s);
    m_owner->setPerson(measure.owner, measure.ownerName);
    draft().watch(
        u"owner"_s, [this] { return QJsonValue(m_owner->personName()); },
        [this](const QJsonValue &v) { m_owner->setPerson({}, v.toString()); });
    connect(m_owner, &PersonField::changed, this, [this] { draft().touch(); });
    addRow(tr("Wh&ose it is"), m_owner, u"owner"_s)->setHelp(tr("A person of this database, or any name."));
    const qint64 usualMs = nowMs() + kUsualMs;
    m_due->setMs(isNew && measure.dueMs == 0 ? usualMs : measure.dueMs, usualMs);
    draft().watch(u"due"_s, m_due);
    addRow(tr("Until when"), m_due, u"due"_s);
    finish();
}

QString MeasurePanel::whyDisabled() const
{
    return whyNoRight(Right::AddEntry, incident(), context());
}

void MeasurePanel::submit()
{
    Measure measure = m_measure;
    measure.kind = fromCode<MeasureKind>(m_kind->currentData().toString()).value_or(MeasureKind::Corrective);
    measure.what = m_what->toPlainText();
    measure.owner = m_owner->personId();
    measure.ownerName = m_owner->personName();
    measure.dueMs = m_due->ms();
    measure.reason.clear();
    if (const auto ok = checkMeasure(measure, m_measure.id.isValid() ? std::optional(m_measure) : std::nullopt); !ok) {
        showError(ok.error());
        return;
    }
    run([id = incident().id, measure](
            Services &s) { return measure.id.isValid() ? s.measures.change(measure) : s.measures.add(id, measure); },
        m_measure.id.isValid() ? tr("Measure changed") : tr("Measure set"));
}

} // namespace tocsin
