#include "ui/incident/redactpanel.h"

#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kMostShown = 12;
constexpr int kExcerptShown = 90;

bool holds(const Incident &incident, const Person &person)
{
    return incident.manager.isValid() && incident.manager == person.id;
}

} // namespace

QString redactionPlacesText(const QList<RedactionPlace> &places)
{
    QStringList lines;
    for (const RedactionPlace &p : places.first(qMin<qsizetype>(places.size(), kMostShown))) {
        const QString excerpt = p.excerpt.isEmpty()                ? ActPanel::tr("%1 bytes").arg(p.size)
                                : p.excerpt.size() > kExcerptShown ? u'"' + p.excerpt.left(kExcerptShown) + u"…\""_s
                                                                   : u'"' + p.excerpt + u'"';
        lines << u"• "_s + (p.isCopy ? ActPanel::tr("%1, which repeats it: %2") : ActPanel::tr("%1: %2"))
                               .arg(p.what, excerpt);
    }
    if (places.size() > kMostShown)
        lines << ActPanel::tr("• and %1 more").arg(places.size() - kMostShown);
    return lines.join(u'\n');
}

AskRedactionPanel::AskRedactionPanel(const UiContext &ui, const IncidentDetails &details, const QString &table,
                                     qint64 row, QWidget *parent)
    : ActPanel(ui, u"act/redact-%1-%2"_s.arg(table).arg(row), details, parent)
    , m_table(table)
    , m_row(row)
    , m_places(wrappedLabel(tr("Reading what would go…"), TextStyle::Small))
    , m_ground(new QComboBox)
    , m_capacity(new QComboBox)
{
    setTexts(
        tr("Ask for a redaction"),
        tr("Legal and the incident manager redact together: when the other one confirms it, the content goes, from "
           "row, file, search and record, and cannot be brought back. Its digest, the reason and both names stay."),
        tr("Who reads the incident sees that it was asked for, why, and by whom."));
    setPrimary(tr("Ask for the redaction"), true);
    m_places->setObjectName(u"redactionPlaces"_s);
    m_places->setAccessibleName(tr("What would go"));
    addWidget(m_places);
    m_ground->setObjectName(u"redactionGround"_s);
    for (const auto &e : enumTable<RedactionGround>())
        m_ground->addItem(nameOf(e.value), codeOf(e.value));
    draft().watch(u"ground"_s, m_ground);
    addRow(tr("&Ground"), m_ground, u"ground"_s);
    m_capacity->setObjectName(u"redactionCapacity"_s);
    const Person &me = context().person;
    for (const RedactionCapacity c : redactionCapacities(me.roles, holds(incident(), me)))
        m_capacity->addItem(tr("as %1").arg(nameOf(c)), codeOf(c));
    if (m_capacity->count() > 1)
        addRow(tr("You &ask"), m_capacity, u"capacity"_s);
    else
        m_capacity->setParent(this);
    m_capacity->setVisible(m_capacity->count() > 1);
    addText(tr("&Reason, without the content itself"), m_reason, u"reason"_s, u"redactionReason"_s);
    finish();
    read();
}

void AskRedactionPanel::read()
{
    m_ui.workspace->run<QList<RedactionPlace>>(
        this,
        [id = incident().id, table = m_table, row = m_row](Services &s) {
            return s.redactions.preview(id, table, row);
        },
        [this](const Result<QList<RedactionPlace>> &places) {
            if (!places) {
                m_places->setText(places.error().userText);
                return;
            }
            m_read = !places->isEmpty();
            m_places->setText(m_read ? tr("This would go:\n%1").arg(redactionPlacesText(*places))
                                     : tr("There is nothing left there to be redacted."));
            updateButton();
        });
}

QString AskRedactionPanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::RequestRedaction, incident(), context()); !why.isEmpty())
        return why;
    return m_read ? QString() : tr("Nothing can be asked for yet.");
}

void AskRedactionPanel::submit()
{
    RedactionAsk ask;
    ask.ground = fromCode<RedactionGround>(m_ground->currentData().toString()).value_or(RedactionGround::CustomerData);
    ask.capacity = fromCode<RedactionCapacity>(m_capacity->currentData().toString()).value_or(RedactionCapacity::Legal);
    ask.reason = m_reason->toPlainText();
    ask.table = m_table;
    ask.row = m_row;
    run(
        [id = incident().id, ask](Services &s) -> Result<void> {
            auto key = s.redactions.request(id, ask);
            return key ? Result<void>() : tl::unexpected(key.error());
        },
        ask.capacity == RedactionCapacity::Legal ? tr("Asked for: the incident manager confirms it or refuses it")
                                                 : tr("Asked for: legal confirms it or refuses it"));
}

ConfirmRedactionPanel::ConfirmRedactionPanel(const UiContext &ui, const IncidentDetails &details,
                                             const Redaction &redaction, QWidget *parent)
    : ActPanel(ui, u"act/confirm-redaction-%1"_s.arg(redaction.id.value), details, parent)
    , m_redaction(redaction)
    , m_places(wrappedLabel(tr("Reading what would go…"), TextStyle::Small))
{
    setTexts(
        tr("Confirm redaction %1").arg(redaction.number),
        tr("%1 asked for it as %2: %3. %4\nWith your confirmation it is carried out at once. The content cannot be "
           "brought back; earlier backups still have it.")
            .arg(redaction.requesterName, nameOf(redaction.asked), nameOf(redaction.ground), redaction.reason),
        tr("Who reads the incident sees that it was redacted, why, and by which two people."));
    setPrimary(tr("Redact it now"), true);
    m_places->setObjectName(u"redactionPlaces"_s);
    m_places->setAccessibleName(tr("What goes"));
    addWidget(m_places);
    const Person &me = context().person;
    if (!ui.workspace->status().isShared &&
        !mayNotDecide(redaction, me.id, me.roles, holds(incident(), me), RedactionDecision::Confirmed).isEmpty()) {
        addWidget(wrappedLabel(tr("You asked for it yourself. On a file the other one's decision is written down:"),
                               TextStyle::SmallMuted));
        m_attested = new AttestationForm(
            ui, otherOf(redaction.asked) == RedactionCapacity::Legal ? Role::Legal : Role::IncidentManager);
        m_attested->watch(draft(), u"other"_s);
        addWidget(m_attested);
    }
    finish();
    m_ui.workspace->run<QList<RedactionPlace>>(
        this, [id = redaction.id](Services &s) { return s.redactions.places(id); },
        [this](const Result<QList<RedactionPlace>> &places) {
            m_read = places.has_value();
            m_places->setText(places ? tr("This goes:\n%1").arg(redactionPlacesText(*places))
                                     : places.error().userText);
            updateButton();
        });
}

QString ConfirmRedactionPanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::ConfirmRedaction, incident(), context()); !why.isEmpty())
        return why;
    return m_read ? QString() : tr("Reading what would go…");
}

void ConfirmRedactionPanel::submit()
{
    Attestation attested;
    if (m_attested) {
        if (const QString missing = m_attested->missing(); !missing.isEmpty()) {
            showError({ErrorKind::Invalid, missing, {}, u"attestedBy"_s});
            return;
        }
        attested = m_attested->value();
    }
    run(
        [r = m_redaction, attested](Services &s) -> Result<void> {
            auto done = s.redactions.decide(r, {RedactionDecision::Confirmed, {}}, attested);
            return done ? Result<void>() : tl::unexpected(done.error());
        },
        tr("Redaction %1 is carried out").arg(m_redaction.number));
}

PanelMaker askRedaction(const QString &table, qint64 row)
{
    return [table, row](const UiContext &ui, const IncidentDetails &details) -> ActPanel * {
        return new AskRedactionPanel(ui, details, table, row);
    };
}

} // namespace tocsin
