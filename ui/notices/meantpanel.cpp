#include "ui/notices/meantpanel.h"

#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

MeantPanel::MeantPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                       QList<ForeignName> names, QWidget *parent)
    : NoticePanel(ui, u"act/name-meant"_s, details, notice, parent)
    , m_names(std::move(names))
    , m_place(new QComboBox)
    , m_line(wrappedLabel({}, TextStyle::Muted))
    , m_whose(wrappedLabel({}, TextStyle::SmallMuted))
{
    std::stable_sort(m_names.begin(), m_names.end(),
                     [](const ForeignName &a, const ForeignName &b) { return a.isMeant() < b.isMeant(); });
    setTexts(tr("A name that is meant"),
             tr("For words that are also the name of a customer and mean something else here. It holds for this line "
                "alone, as it reads now: once the line is changed, the name keeps the notice from approval again."),
             tr("Legal sees the place and the reason before approving. Both stay in the record."));
    setPrimary(tr("It is meant as it stands"));
    m_place->setObjectName(u"meantPlace"_s);
    m_place->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_place->setMinimumContentsLength(24);
    for (const ForeignName &each : std::as_const(m_names))
        m_place->addItem(each.isMeant() ? tr("%1 (meant)").arg(each.said) : each.said);
    addRow(tr("&Place"), m_place, u"place"_s);
    m_line->setObjectName(u"meantLine"_s);
    addWidget(m_line);
    m_whose->setObjectName(u"meantWhose"_s);
    addWidget(m_whose);
    addText(tr("&Why"), m_reason, u"reason"_s, u"reason"_s, 3);
    connect(m_place, &QComboBox::currentIndexChanged, this, &MeantPanel::showPlace);
    showPlace();
    finish();
}

ForeignName MeantPanel::chosen() const
{
    return m_names.value(m_place->currentIndex());
}

void MeantPanel::showPlace()
{
    const ForeignName name = chosen();
    m_line->setText(u"“%1”"_s.arg(name.line.size() > 400 ? name.line.left(400) + u'…' : name.line));
    m_line->setAccessibleName(tr("The line: %1").arg(name.line));
    QString said = tr("“%1” is a name of %2, or of what it has with you.").arg(name.words, name.whose.join(tr(", ")));
    if (name.isMeant())
        said += u'\n' + meantText({name});
    m_whose->setText(said);
    setPrimary(name.isMeant() ? tr("Take that back") : tr("It is meant as it stands"));
    updateButton();
}

QString MeantPanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::DraftNotice, incident(), context()); !why.isEmpty())
        return why;
    if (notice().state != NoticeState::Draft)
        return tr("A name is marked as meant while the notice is a draft.");
    return m_names.isEmpty() ? tr("No other customer is named.") : QString();
}

void MeantPanel::submit()
{
    const ForeignName name = chosen();
    run([id = notice().id, name, reason = m_reason->toPlainText().trimmed()](
            Services &s) { return s.audience.mean(id, name, !name.isMeant(), reason); },
        (name.isMeant() ? tr("Not meant any more: %1") : tr("Meant as it stands: %1")).arg(name.words));
}

QString meantText(const QList<ForeignName> &names)
{
    QStringList lines;
    for (const ForeignName &each : names)
        if (each.isMeant())
            lines << MeantPanel::tr("%1 · meant, says %2: %3").arg(each.said, each.byName, each.reason);
    return lines.join(u'\n');
}

} // namespace tocsin
