#include "ui/notices/audiencepage.h"

#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/common/texttable.h"
#include "ui/incident/counted.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

AudiencePage::AudiencePage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_summary(wrappedLabel({}, TextStyle::SmallMuted, this))
    , m_table(new TextTable(u"audienceTable"_s, tr("Who gets this notice"),
                            {tr("Rule"), tr("Name"), tr("Address"), tr("Customer"), tr("Subscription")}, 0, this))
    , m_add(new QPushButton(tr("Put in…"), this))
    , m_out(new QPushButton(tr("Take out…"), this))
    , m_import(new QPushButton(tr("List…"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_summary);
    m_table->setWidths({176, 152, 208, 160, 0});
    for (const auto &[button, name, spoken] :
         {std::tuple(m_import, u"audienceImport"_s, tr("Put a list of addressees in")),
          std::tuple(m_out, u"audienceOut"_s, tr("Take the selected addressee out")),
          std::tuple(m_add, u"audienceAdd"_s, tr("Put an addressee in"))}) {
        button->setObjectName(name);
        button->setAccessibleName(spoken);
        m_table->bar()->addWidget(button);
    }
    connect(m_add, &QPushButton::clicked, this, &AudiencePage::addWanted);
    connect(m_import, &QPushButton::clicked, this, &AudiencePage::importWanted);
    connect(m_out, &QPushButton::clicked, this, [this] { Q_EMIT takeOutWanted(chosen()); });
    connect(m_table, &TextTable::currentChanged, this, &AudiencePage::refresh);
    layout->addWidget(m_table, 1);
}

void AudiencePage::setNotice(const NoticeDetails &notice, const QString &whyNot)
{
    m_details = notice;
    m_whyNot = whyNot;
    m_ui.workspace->run<NoticeAudience>(
        this, [id = notice.notice.id](Services &s) { return s.audience.of(id); },
        [this, id = notice.notice.id](const Result<NoticeAudience> &audience) {
            if (id == m_details.notice.id && audience)
                showAudience(*audience);
        });
    refresh();
}

void AudiencePage::showAudience(const NoticeAudience &audience)
{
    m_audience = audience;
    QHash<SubscriptionId, ScopeRow> scope;
    for (const ScopeRow &row : audience.targets)
        scope.insert(row.subscription, row);
    QList<TextRow> rows;
    qint64 key = 0;
    for (const FrozenRecipient &r : audience.recipients) {
        const auto rule = fromCode<RecipientRule>(r.rule).value_or(RecipientRule::Named);
        const ScopeRow row = scope.value(r.subscription);
        rows.append({{nameOf(rule).section(u',', 0, 0), r.name, r.addressNow, row.customerName, row.subscriptionName},
                     rule == RecipientRule::Security        ? Tone::Met
                     : rule == RecipientRule::Administrator ? Tone::Medium
                                                            : Tone::Accent,
                     ++key});
    }
    for (const ScopeRow &row : audience.targets)
        if (audience.unreachable.contains(row.subscription))
            rows.append({{tr("nobody"), {}, {}, row.customerName, row.subscriptionName}, Tone::High, 0});
    m_table->setRows(rows);
    m_table->setEmptyText(m_details.notice.audience == Audience::Customers
                              ? tr("No subscription is in scope yet.")
                              : tr("Nobody is named yet. Put in whom this notice goes to."));
    QString text = audience.frozen ? tr("Frozen as legal approved it. Corrected addresses are used as they are now.")
                   : m_details.notice.audience == Audience::Customers
                       ? tr("As the rule finds them now: security contacts; if there is none, administrators. "
                            "It is frozen with legal's approval.")
                       : tr("Those who were put in. The list is frozen with legal's approval.");
    QStringList said;
    for (const NamedAddressee &a : audience.changes)
        said << (a.added ? tr("%1 was put in by %2: %3") : tr("%1 was taken out by %2: %3"))
                    .arg(a.name, a.byName, a.reason);
    if (!said.isEmpty())
        text += u'\n' + said.mid(0, 4).join(u'\n');
    if (said.size() > 4)
        text += u'\n' + tr("and %1 more changes").arg(said.size() - 4);
    m_summary->setText(text);
    refresh();
}

NamedAddressee AudiencePage::chosen() const
{
    NamedAddressee a;
    const qint64 at = m_table->current();
    if (at < 1 || at > m_audience.recipients.size())
        return a;
    const FrozenRecipient &r = m_audience.recipients.at(at - 1);
    a.customer = r.customer;
    a.name = r.name;
    a.address = r.address;
    a.added = false;
    for (const NamedAddressee &named : m_audience.changes)
        if (named.address == r.address && named.customer == r.customer)
            a.kind = named.kind;
    return a;
}

void AudiencePage::refresh()
{
    const bool selected = m_table->current() > 0;
    m_add->setEnabled(m_whyNot.isEmpty());
    m_import->setEnabled(m_whyNot.isEmpty() && m_ui.files);
    m_out->setEnabled(m_whyNot.isEmpty() && selected);
    m_add->setToolTip(m_whyNot);
    m_import->setToolTip(m_whyNot);
    m_out->setToolTip(!m_whyNot.isEmpty() ? m_whyNot : selected ? QString() : tr("Select somebody first."));
}

} // namespace tocsin
