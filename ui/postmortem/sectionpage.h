#pragma once

#include "models/domain/postmortem.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace tocsin {

class GrowingEdit;
class CommentList;
class EntryPicker;
class Label;
class MarkdownEditor;

/** One section of a post-mortem: the questions it answers, what is chosen in it, its text, and the comments on it. */
class SectionPage : public QWidget
{
    Q_OBJECT

public:
    SectionPage(const UiContext &ui, PostmortemSection section, QWidget *parent = nullptr);

    [[nodiscard]] PostmortemSection section() const { return m_section; }
    [[nodiscard]] MarkdownEditor *editor() const { return m_editor; }
    [[nodiscard]] CommentList *comments() const { return m_comments; }
    /** Emits nothing. */
    void showBody(const PostmortemBody &body);
    /** Puts what stands here into the body. */
    void take(PostmortemBody &body) const;
    void setReadOnly(bool readOnly);
    /** The questions of the template. */
    void setGuide(const QString &guide);
    [[nodiscard]] QComboBox *kind() const { return m_kind; }
    /** Of the timeline's section: the incident, and its key events as they stand. */
    void setTimeline(IncidentId incident, const QList<PickedEntry> &keys);
    void setCommentRefusal(const QString &why);
    /** What is marked in the text now. */
    [[nodiscard]] QString quote() const;

Q_SIGNALS:
    void edited();
    void commentRequested(const QString &quote);

private:
    QVBoxLayout *scrolledLayout();
    QWidget *buildKind();
    QWidget *buildVerdict();
    QWidget *buildCause();
    QWidget *buildWhys();
    QWidget *buildTimeline();
    void pickedChanged();

    UiContext m_ui;
    PostmortemSection m_section;
    Label *m_guide;
    MarkdownEditor *m_editor;
    CommentList *m_comments;
    QPushButton *m_comment = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_verdict = nullptr;
    QComboBox *m_cause = nullptr;
    QList<GrowingEdit *> m_whys;
    QVBoxLayout *m_pickerPlace = nullptr;
    EntryPicker *m_picker = nullptr;
    IncidentId m_incident;
    QSet<qint64> m_keys;
    QSet<qint64> m_also;
    QSet<qint64> m_without;
    bool m_readOnly = false;
};

} // namespace tocsin
