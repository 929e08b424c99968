#include "ui/postmortem/sectionpage.h"

#include "models/services/postmortemtemplates.h"
#include "ui/common/formrow.h"
#include "ui/common/growingedit.h"
#include "ui/common/label.h"
#include "ui/common/markdowneditor.h"
#include "ui/common/plainscroll.h"
#include "ui/common/scrollform.h"
#include "ui/incident/entrypicker.h"
#include "ui/postmortem/commentlist.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kSideWidth = 328;
constexpr int kWhys = 5;
constexpr int kLeastPicker = 172; ///< three entries under the search
constexpr int kLeastText = 108;   ///< buttons and two lines, where a list of entries stands beneath

void select(QComboBox *box, const QString &code)
{
    const QSignalBlocker quiet(box);
    box->setCurrentIndex(qMax(0, box->findData(code)));
}

} // namespace

SectionPage::SectionPage(const UiContext &ui, PostmortemSection section, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_section(section)
    , m_guide(wrappedLabel({}, TextStyle::SmallMuted, this))
    , m_editor(new MarkdownEditor(tr("%1, text").arg(nameOf(section)), u"postmortem-"_s + codeOf(section), this))
    , m_comments(new CommentList(ui, this))
{
    const QString code = codeOf(section);
    setObjectName(u"section-"_s + code);
    auto *layout = section == PostmortemSection::Timeline ? scrolledLayout() : new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new Label(nameOf(section), TextStyle::Heading, this));
    m_editor->setMost(500'000); // as the post-mortem keeps
    m_guide->setObjectName(u"guide-"_s + code);
    layout->addWidget(m_guide);
    if (section == PostmortemSection::Summary)
        layout->addWidget(buildKind());
    if (section == PostmortemSection::Response || section == PostmortemSection::Procedures)
        layout->addWidget(buildVerdict());
    if (section == PostmortemSection::RootCause)
        layout->addWidget(buildCause());
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_editor, 1);
    if (section == PostmortemSection::RootCause)
        row->addWidget(buildWhys());
    layout->addLayout(row, 3);
    if (section == PostmortemSection::Timeline)
        layout->addWidget(buildTimeline(), 4);
    m_comment = new QPushButton(tr("Comment…"), this);
    m_comment->setObjectName(u"comment-"_s + code);
    m_comment->setAccessibleName(tr("Comment on %1").arg(nameOf(section)));
    m_comment->setFlat(true);
    connect(m_comment, &QPushButton::clicked, this, [this] { Q_EMIT commentRequested(quote()); });
    m_editor->bar()->addWidget(m_comment);
    m_comments->setObjectName(u"comments-"_s + code);
    layout->addWidget(m_comments);
    connect(m_editor, &MarkdownEditor::edited, this, &SectionPage::edited);
}

/** A text and a list of entries are more than a low window has. */
QVBoxLayout *SectionPage::scrolledLayout()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    plainScrollDown(scroll);
    scroll->setWidget(new QWidget);
    outer->addWidget(scroll);
    auto *layout = new QVBoxLayout(scroll->widget());
    m_editor->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored); // its hint would be more than there is
    m_editor->setMinimumHeight(kLeastText);
    return layout;
}

QWidget *SectionPage::buildKind()
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(u"postmortemKind"_s);
    m_kind->addItem(tr("Any incident"), QString());
    if (const auto &templates = PostmortemTemplates::builtIn())
        for (const auto &kind : templates->kinds()) {
            m_kind->addItem(kind.name, kind.code);
            m_kind->setItemData(m_kind->count() - 1, kind.text, Qt::ToolTipRole);
        }
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SectionPage::edited);
    auto *row = new FormRow(tr("Questions for"), m_kind, this);
    row->setMaximumWidth(kSideWidth);
    return row;
}

QWidget *SectionPage::buildVerdict()
{
    m_verdict = new QComboBox(this);
    m_verdict->setObjectName(u"verdict-"_s + codeOf(m_section));
    for (const auto &e : enumTable<Sufficiency>())
        m_verdict->addItem(nameOf(e.value), codeOf(e.value));
    connect(m_verdict, &QComboBox::currentIndexChanged, this, &SectionPage::edited);
    auto *row = new FormRow(tr("In one word"), m_verdict, this);
    row->setMaximumWidth(kSideWidth);
    return row;
}

QWidget *SectionPage::buildCause()
{
    m_cause = new QComboBox(this);
    m_cause->setObjectName(u"cause"_s);
    m_cause->addItem(tr("Not said yet"), QString());
    if (const auto &templates = PostmortemTemplates::builtIn())
        for (const auto &c : templates->causes()) {
            m_cause->addItem(c.name, c.code);
            m_cause->setItemData(m_cause->count() - 1, c.text, Qt::ToolTipRole);
        }
    connect(m_cause, &QComboBox::currentIndexChanged, this, &SectionPage::edited);
    auto *row = new FormRow(tr("Kind of root cause"), m_cause, this);
    row->setMaximumWidth(kSideWidth);
    return row;
}

QWidget *SectionPage::buildWhys()
{
    auto *side = new QWidget(this);
    side->setMinimumWidth(kSideWidth * 2 / 3);
    side->setMaximumWidth(kSideWidth);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new Label(tr("Five whys"), TextStyle::BodyBold, side));
    layout->addWidget(wrappedLabel(tr("Ask of each answer why it was so, until it is something you can change."),
                                   TextStyle::SmallMuted, side));
    auto *fields = new QWidget;
    auto *rows = new QVBoxLayout(fields);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    for (int n = 1; n <= kWhys; ++n) {
        auto *why = new GrowingEdit;
        why->setObjectName(u"why-%1"_s.arg(n));
        why->setAccessibleName(tr("Why, and the answer, number %1").arg(n));
        why->setPlaceholderText(n == 1 ? tr("Why did it happen? Because…") : tr("Why that? Because…"));
        connect(why, &QPlainTextEdit::textChanged, this, &SectionPage::edited);
        m_whys << why;
        rows->addWidget(why);
    }
    rows->addStretch(1);
    auto *scroll = new QScrollArea(side);
    plainScrollDown(scroll);
    scroll->setAccessibleName(tr("Five whys"));
    scroll->setWidget(fields);
    keepRightEdge(scroll, rows);
    layout->addWidget(scroll, 1);
    return side;
}

QWidget *SectionPage::buildTimeline()
{
    auto *place = new QWidget(this);
    m_pickerPlace = new QVBoxLayout(place);
    m_pickerPlace->setContentsMargins(0, 0, 0, 0);
    m_pickerPlace->setSpacing(4);
    m_pickerPlace->addWidget(new Label(tr("From the incident's timeline"), TextStyle::BodyBold, place));
    m_pickerPlace->addWidget(
        wrappedLabel(tr("Key events are in, and stay in step: one that is marked, struck through or "
                        "added later changes the next version. Tick what else belongs here, untick "
                        "what doesn't."),
                     TextStyle::SmallMuted, place));
    return place;
}

void SectionPage::setTimeline(IncidentId incident, const QList<PickedEntry> &keys)
{
    if (!m_pickerPlace || !incident.isValid())
        return;
    m_keys.clear();
    for (const PickedEntry &e : keys)
        m_keys.insert(e.id);
    if (!m_picker || incident != m_incident) {
        delete m_picker;
        m_incident = incident;
        m_picker = new EntryPicker(m_ui, incident, this);
        m_picker->setCompact();
        m_picker->setMinimumHeight(kLeastPicker);
        connect(m_picker, &EntryPicker::chosenChanged, this, &SectionPage::pickedChanged);
        m_pickerPlace->addWidget(m_picker, 1);
    }
    m_picker->setEnabled(!m_readOnly);
    QList<EntryId> chosen;
    for (const PickedEntry &e : keys)
        if (!m_without.contains(e.id))
            chosen << EntryId{e.id};
    for (const qint64 id : std::as_const(m_also))
        if (!m_keys.contains(id))
            chosen << EntryId{id};
    const QList<EntryId> before = m_picker->chosen();
    if (QSet<EntryId>(chosen.begin(), chosen.end()) != QSet<EntryId>(before.begin(), before.end()))
        m_picker->setChosen(chosen);
}

void SectionPage::pickedChanged()
{
    QSet<qint64> chosen;
    const QList<EntryId> ticked = m_picker->chosen();
    for (const EntryId id : ticked)
        chosen.insert(id.value);
    m_also = chosen - m_keys;
    m_without = m_keys - chosen;
    Q_EMIT edited();
}

void SectionPage::showBody(const PostmortemBody &body)
{
    if (m_editor->markdown() != body.text.value(m_section))
        m_editor->setMarkdown(body.text.value(m_section));
    if (m_kind)
        select(m_kind, body.kind);
    if (m_verdict)
        select(m_verdict, codeOf(m_section == PostmortemSection::Response ? body.response : body.procedures));
    if (m_cause)
        select(m_cause, body.cause);
    for (qsizetype n = 0; n < m_whys.size(); ++n) {
        const QString why = n < body.whys.size() ? body.whys.at(n) : QString();
        if (m_whys.at(n)->toPlainText() != why) {
            const QSignalBlocker quiet(m_whys.at(n));
            m_whys.at(n)->setPlainText(why);
        }
    }
    m_also = body.also;
    m_without = body.without;
}

void SectionPage::take(PostmortemBody &body) const
{
    if (const QString text = m_editor->markdown().trimmed(); text.isEmpty())
        body.text.remove(m_section);
    else
        body.text.insert(m_section, text);
    if (m_kind)
        body.kind = m_kind->currentData().toString();
    if (m_verdict)
        (m_section == PostmortemSection::Response ? body.response : body.procedures) =
            fromCode<Sufficiency>(m_verdict->currentData().toString()).value_or(Sufficiency::NotSaid);
    if (m_cause) {
        body.cause = m_cause->currentData().toString();
        body.causeName = body.cause.isEmpty() ? QString() : m_cause->currentText();
        body.whys.clear();
        for (const GrowingEdit *why : m_whys)
            if (!why->toPlainText().trimmed().isEmpty())
                body.whys << why->toPlainText().simplified();
    }
    if (m_section == PostmortemSection::Timeline) {
        body.also = m_also;
        body.without = m_without;
    }
}

void SectionPage::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_editor->setReadOnly(readOnly);
    for (QWidget *field : {static_cast<QWidget *>(m_kind), static_cast<QWidget *>(m_verdict),
                           static_cast<QWidget *>(m_cause), static_cast<QWidget *>(m_picker)})
        if (field)
            field->setEnabled(!readOnly);
    for (GrowingEdit *why : std::as_const(m_whys))
        why->setReadOnly(readOnly);
}

void SectionPage::setGuide(const QString &guide)
{
    m_guide->setText(guide);
    m_guide->setVisible(!guide.isEmpty());
}

void SectionPage::setCommentRefusal(const QString &why)
{
    m_comment->setEnabled(why.isEmpty());
    m_comment->setToolTip(why.isEmpty() ? tr("On the section, or on the words that are marked") : why);
}

QString SectionPage::quote() const
{
    return m_editor->field()->textCursor().selectedText().replace(QChar::ParagraphSeparator, u'\n');
}

} // namespace tocsin
