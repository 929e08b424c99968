#include "ui/risk/partform.h"

#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/attestationform.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

PartForm::PartForm(const UiContext &ui, bool attested, QWidget *parent)
    : QWidget(parent)
    , m_about(wrappedLabel({}, TextStyle::Body))
    , m_part(new QComboBox)
    , m_consequence(wrappedLabel({}, TextStyle::SmallMuted))
    , m_reason(new QPlainTextEdit)
{
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins({});
    columns->setSpacing(16);
    auto *layout = new QVBoxLayout;
    layout->setSpacing(8);
    columns->addLayout(layout, 1);
    layout->addWidget(m_about);
    m_part->setObjectName(u"partDecided"_s);
    for (const auto &e : enumTable<ProviderPart>())
        m_part->addItem(nameOf(e.value), codeOf(e.value));
    auto *partRow = new FormRow(tr("The provider's pa&rt"), m_part);
    partRow->setFieldName(u"part"_s);
    layout->addWidget(partRow);
    layout->addWidget(m_consequence);
    m_reason->setObjectName(u"partReason"_s);
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(2 * fontMetrics().lineSpacing() + 18);
    auto *reason = new FormRow(tr("Legal's &reason"), m_reason);
    reason->setFieldName(u"partReason"_s);
    layout->addWidget(reason);
    if (attested) {
        m_legal = new AttestationForm(ui, Role::Legal);
        auto *legal = new FormRow(tr("Decided by &legal"), m_legal);
        legal->setFieldName(u"attestedBy"_s);
        columns->addWidget(legal, 1, Qt::AlignTop);
    }
    layout->addStretch(1);
    connect(m_part, &QComboBox::currentIndexChanged, this, [this] { m_consequence->setText(partConsequence(part())); });
    m_consequence->setText(partConsequence(part()));
}

void PartForm::setDataSet(const DataSet &set)
{
    m_about->setText(
        set.part ? tr("%1: %2 decided \"%3\". A new decision takes its place; the earlier one stays in the record.")
                       .arg(set.content.name, set.partBy, nameOf(*set.part).toLower())
                 : tr("%1: proposed is \"%2\". Legal decides.")
                       .arg(set.content.name, nameOf(set.content.proposedPart).toLower()));
    m_part->setCurrentIndex(m_part->findData(codeOf(set.part.value_or(set.content.proposedPart))));
    m_reason->clear();
}

ProviderPart PartForm::part() const
{
    return fromCode<ProviderPart>(m_part->currentData().toString()).value_or(ProviderPart::NotKnown);
}

QString PartForm::reason() const
{
    return m_reason->toPlainText().trimmed();
}

Attestation PartForm::legal() const
{
    return m_legal ? m_legal->value() : Attestation{};
}

QString PartForm::missing() const
{
    return m_legal ? m_legal->missing() : QString();
}

void PartForm::watch(FormDraft &draft)
{
    draft.watch(u"partDecided"_s, m_part);
    draft.watch(u"partReason"_s, m_reason);
    if (m_legal)
        m_legal->watch(draft, u"legal"_s);
}

void PartForm::focusFirst()
{
    m_part->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
