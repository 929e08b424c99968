#include "ui/notices/formpage.h"

#include "models/rules/saform.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/filechoice.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QSet>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace tocsin {

FormPage::FormPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_banner(new Banner(Banner::Kind::Error, this))
    , m_summary(wrappedLabel({}, TextStyle::SmallMuted, this))
    , m_fill(new QPushButton(tr("Fill from the incident"), this))
{
    build();
}

void FormPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    m_summary->setObjectName(u"formSummary"_s);
    bar->addWidget(m_summary, 1);
    m_fill->setObjectName(u"formFill"_s);
    m_fill->setAccessibleName(tr("Fill what is open from what the incident knows"));
    connect(m_fill, &QPushButton::clicked, this, &FormPage::fillFromIncident);
    bar->addWidget(m_fill);
    for (const bool pdf : {true, false}) {
        auto *button = new QPushButton(pdf ? tr("PDF…") : tr("JSON…"), this);
        button->setObjectName(pdf ? u"formPdf"_s : u"formJson"_s);
        button->setAccessibleName(pdf ? tr("Export the saved form as PDF") : tr("Export the saved form as JSON"));
        button->setToolTip(tr("The saved version is exported."));
        connect(button, &QPushButton::clicked, this, [this, pdf] { exportAs(pdf); });
        bar->addWidget(button);
    }
    layout->addLayout(bar);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_banner);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"formScroll"_s);
    plainScrollDown(scroll);
    auto *content = new QWidget(scroll);
    auto *sections = new QVBoxLayout(content);
    sections->setContentsMargins(0, 0, 8, 0);
    sections->setSpacing(12);
    QString name;
    Card *card = nullptr;
    if (const auto &form = SaForm::builtIn())
        for (const SaField &field : form->fields()) {
            if (!card || field.section != name) {
                name = field.section;
                card = new Card(name, content);
                sections->addWidget(card);
            }
            addField(field, card->body());
            m_rows.last().section = card;
        }
    sections->addStretch(1);
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);
}

void FormPage::addField(const SaField &field, QVBoxLayout *layout)
{
    Row row;
    row.key = field.key;
    row.box = new QWidget;
    auto *lines = new QVBoxLayout(row.box);
    lines->setContentsMargins({});
    lines->setSpacing(4);
    auto *head = new QHBoxLayout;
    Label *label = wrappedLabel(field.required ? field.label : tr("%1 (optional)").arg(field.label), TextStyle::Body);
    head->addWidget(label, 1);
    head->addWidget(new Label(field.citation, TextStyle::FinePrint));
    lines->addLayout(head);
    row.input = makeInput(field, row);
    row.input->setObjectName(u"form-"_s + field.key);
    row.input->setAccessibleName(field.label);
    label->setBuddy(row.input);
    lines->addWidget(row.input);
    layout->addWidget(row.box);
    m_rows.append(row);
}

QWidget *FormPage::makeChecks(const SaField &field, Row &row)
{
    const QString key = field.key;
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(2);
    QList<QCheckBox *> checks;
    for (qsizetype i = 0; i < field.choices.size(); ++i) {
        auto *check = new QCheckBox(SaForm::choiceName(field.choices.at(i)));
        check->setObjectName(u"form-%1-%2"_s.arg(key, field.choices.at(i)));
        check->setAccessibleName(field.label + u": "_s + check->text());
        grid->addWidget(check, static_cast<int>(i / 2), static_cast<int>(i % 2));
        checks << check;
    }
    const auto gather = [this, key, checks, choices = field.choices] {
        QStringList codes;
        for (qsizetype i = 0; i < checks.size(); ++i)
            if (checks.at(i)->isChecked())
                codes << choices.at(i);
        answer(key, codes.join(u','));
    };
    for (QCheckBox *check : std::as_const(checks))
        connect(check, &QCheckBox::toggled, this, gather);
    row.set = [checks, choices = field.choices](const QString &value) {
        const QStringList codes = value.split(u',');
        for (qsizetype i = 0; i < checks.size(); ++i)
            checks.at(i)->setChecked(codes.contains(choices.at(i)));
    };
    return box;
}

QWidget *FormPage::makeInput(const SaField &field, Row &row)
{
    const QString key = field.key;
    if (field.type == SaField::Type::Multi)
        return makeChecks(field, row);
    if (field.type == SaField::Type::Choice || field.type == SaField::Type::Bool) {
        auto *combo = new QComboBox;
        combo->addItem(tr("Not answered"), QString());
        const QStringList codes = field.type == SaField::Type::Bool ? QStringList{u"yes"_s, u"no"_s} : field.choices;
        for (const QString &code : codes)
            combo->addItem(SaForm::choiceName(code), code);
        connect(combo, &QComboBox::currentIndexChanged, this,
                [this, key, combo] { answer(key, combo->currentData().toString()); });
        row.set = [combo](const QString &value) { combo->setCurrentIndex(std::max(0, combo->findData(value))); };
        return combo;
    }
    if (field.type == SaField::Type::Text) {
        auto *edit = new QPlainTextEdit;
        edit->setTabChangesFocus(true);
        edit->setFixedHeight(72);
        connect(edit, &QPlainTextEdit::textChanged, this, [this, key, edit] { answer(key, edit->toPlainText()); });
        row.set = [edit](const QString &value) {
            if (edit->toPlainText() != value)
                edit->setPlainText(value);
        };
        return edit;
    }
    auto *line = new QLineEdit;
    line->setMaxLength(64);
    line->setPlaceholderText(field.type == SaField::Type::Number     ? tr("A number")
                             : field.type == SaField::Type::DateTime ? tr("2026-11-21T04:40:00Z")
                                                                     : tr("2026-11-21"));
    connect(line, &QLineEdit::textChanged, this, [this, key](const QString &text) { answer(key, text.trimmed()); });
    row.set = [line](const QString &value) {
        if (line->text() != value)
            line->setText(value);
    };
    return line;
}

void FormPage::setAnswers(NoticeId notice, const QMap<QString, QString> &answers)
{
    if (notice == m_notice && answers == m_answers)
        return refresh();
    m_notice = notice;
    m_answers = answers;
    m_filling = true;
    for (const Row &row : std::as_const(m_rows))
        row.set(answers.value(row.key));
    m_filling = false;
    refresh();
}

void FormPage::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    refresh();
}

void FormPage::answer(const QString &key, const QString &value)
{
    if (m_filling)
        return;
    if (value.isEmpty())
        m_answers.remove(key);
    else
        m_answers.insert(key, value);
    refresh();
    Q_EMIT edited();
}

int FormPage::missing() const
{
    const auto &form = SaForm::builtIn();
    return form ? static_cast<int>(form->missing(m_answers).size()) : 0;
}

void FormPage::refresh()
{
    const auto &form = SaForm::builtIn();
    if (!form)
        return;
    QSet<QWidget *> shown;
    for (const Row &row : std::as_const(m_rows)) {
        const SaField *field = form->field(row.key);
        const bool asked = field && form->isAsked(*field, m_answers);
        row.box->setVisible(asked);
        row.input->setEnabled(!m_readOnly);
        if (asked)
            shown.insert(row.section);
    }
    for (const Row &row : std::as_const(m_rows))
        row.section->setVisible(shown.contains(row.section));
    const QStringList open = form->missing(m_answers);
    m_summary->setText(open.isEmpty()
                           ? tr("Everything that is asked for is answered.")
                           : tr("%1 answers are open: %2").arg(open.size()).arg(open.mid(0, 3).join(u"; "_s)));
    m_summary->setToolTip(open.join(u'\n'));
    m_fill->setEnabled(!m_readOnly);
}

void FormPage::fillFromIncident()
{
    m_ui.workspace->run<QMap<QString, QString>>(
        this, [id = m_notice](Services &s) { return s.notices.formAnswers(id); },
        [this, id = m_notice](const Result<QMap<QString, QString>> &known) {
            if (id != m_notice)
                return;
            if (!known)
                return m_banner->show(Banner::Kind::Error, known.error().userText);
            QMap<QString, QString> answers = *known;
            for (auto it = m_answers.cbegin(); it != m_answers.cend(); ++it)
                answers.insert(it.key(), it.value()); // what a person wrote stays
            setAnswers(id, answers);
            Q_EMIT edited();
        });
}

void FormPage::exportAs(bool pdf)
{
    askWhereToSave(this, tr("Export the form"), pdf ? u"form.pdf"_s : u"form.json"_s,
                   pdf ? tr("PDF (*.pdf)") : tr("JSON (*.json)"),
                   [this, pdf](const QString &path) { exportTo(path, pdf); });
}

void FormPage::exportTo(const QString &path, bool pdf)
{
    m_ui.workspace->run<QByteArray>(
        this, [id = m_notice, pdf](Services &s) { return pdf ? s.notices.formPdf(id) : s.notices.formJson(id); },
        [this, path](const Result<QByteArray> &bytes) {
            QSaveFile file(path);
            const bool written = bytes && file.open(QIODevice::WriteOnly) &&
                                 file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                                 file.write(*bytes) == bytes->size() && file.commit();
            if (written && m_ui.say)
                m_ui.say(tr("Written: %1").arg(QDir::toNativeSeparators(path)));
            if (!written)
                m_banner->show(Banner::Kind::Error, bytes ? tr("The file cannot be written: %1").arg(file.errorString())
                                                          : bytes.error().userText);
        });
}

} // namespace tocsin
