#include "ui/postmortem/summaryparagraph.h"

#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr int kLeastFrom = 112;
constexpr int kBesideFrom = 80; ///< margins, and the button that takes the paragraph out
constexpr int kArrow = 44;      ///< and what stands around the words
} // namespace

SummaryParagraphCard::SummaryParagraphCard(QWidget *parent)
    : Card({}, parent)
    , m_text(new QPlainTextEdit(this))
    , m_from(new QToolButton(this))
    , m_remove(new QToolButton(this))
{
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(96);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_loading)
            Q_EMIT edited();
    });
    auto *menu = new QMenu(m_from);
    for (const auto &e : enumTable<PostmortemSection>()) {
        QAction *action = menu->addAction(nameOf(e.value));
        action->setCheckable(true);
        m_sections.insert(e.value, action);
        connect(action, &QAction::toggled, this, [this] {
            showSections();
            if (!m_loading)
                Q_EMIT edited();
        });
    }
    m_from->setPopupMode(QToolButton::InstantPopup);
    m_from->setMenu(menu);
    m_from->setMinimumWidth(kLeastFrom);
    m_remove->setIcon(icon(u"close"));
    m_remove->setAutoRaise(true);
    connect(m_remove, &QToolButton::clicked, this, &SummaryParagraphCard::removeWanted);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_from);
    foot->addStretch(1);
    foot->addWidget(m_remove);
    body()->addWidget(m_text);
    body()->addLayout(foot);
    showSections();
    setPlace(1, true);
}

void SummaryParagraphCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    showSections();
}

void SummaryParagraphCard::setPlace(int number, bool alone)
{
    m_number = number;
    const QString n = QString::number(number);
    m_text->setObjectName(u"summaryText-"_s + n);
    m_text->setAccessibleName(tr("Paragraph %1").arg(n));
    m_text->setPlaceholderText(tr("Paragraph %1, in words for those outside").arg(n));
    m_from->setObjectName(u"summaryFrom-"_s + n);
    m_remove->setObjectName(u"summaryRemove-"_s + n);
    m_remove->setAccessibleName(tr("Take paragraph %1 out").arg(n));
    m_remove->setToolTip(m_remove->accessibleName());
    m_remove->setVisible(!alone && m_from->isEnabled());
    showSections();
}

void SummaryParagraphCard::setReadOnly(bool readOnly)
{
    m_text->setReadOnly(readOnly);
    m_from->setEnabled(!readOnly);
    if (readOnly)
        m_remove->hide();
}

void SummaryParagraphCard::setParagraph(const SummaryParagraph &paragraph)
{
    m_loading = true;
    if (m_text->toPlainText() != paragraph.text)
        m_text->setPlainText(paragraph.text);
    for (auto it = m_sections.begin(); it != m_sections.end(); ++it)
        it.value()->setChecked(paragraph.from.contains(it.key()));
    m_loading = false;
    showSections();
}

SummaryParagraph SummaryParagraphCard::paragraph() const
{
    SummaryParagraph p;
    p.text = m_text->toPlainText().trimmed();
    for (auto it = m_sections.begin(); it != m_sections.end(); ++it)
        if (it.value()->isChecked())
            p.from.insert(it.key());
    return p;
}

void SummaryParagraphCard::showSections()
{
    QStringList names;
    for (const auto &e : enumTable<PostmortemSection>())
        if (m_sections.value(e.value)->isChecked())
            names << nameOf(e.value);
    const QString all = names.join(tr(", "));
    const QString from = names.isEmpty()     ? tr("Drawn from…")
                         : names.size() == 1 ? tr("From: %1").arg(all)
                                             : tr("From %1 sections").arg(names.size());
    const int room = qMax(kLeastFrom, width() - kBesideFrom) - kArrow;
    m_from->setText(m_from->fontMetrics().elidedText(from, Qt::ElideRight, room));
    m_from->setToolTip(names.isEmpty() ? tr("Say which sections of the post-mortem this paragraph came from") : all);
    m_from->setAccessibleName(names.isEmpty() ? tr("Sections that paragraph %1 came from: none yet").arg(m_number)
                                              : tr("Sections that paragraph %1 came from: %2").arg(m_number).arg(all));
}

} // namespace tocsin
