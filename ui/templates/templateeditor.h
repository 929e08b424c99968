#pragma once

#include "models/domain/audience.h"
#include "models/domain/person.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace tocsin {

class AttestationForm;
class Banner;
class FormDraft;
class Label;
class MarkdownEditor;
class VersionCompare;

/** One template: its text, the change that waits for legal, and legal's word on it (P9.6). */
class TemplateEditor : public QWidget
{
    Q_OBJECT

public:
    explicit TemplateEditor(const UiContext &ui, QWidget *parent = nullptr);
    ~TemplateEditor() override;

    /** What is typed stays while the same template is read anew. */
    void showTemplate(const NoticeTemplate &text);

Q_SIGNALS:
    void changed();

private:
    void build();
    QLayout *buildHead();
    void watchDraft();
    void refresh();
    void save();
    void approve();
    void readVersions();
    void answer(const Error *error, const QString &said);
    [[nodiscard]] bool isDirty() const;
    [[nodiscard]] NoticeTemplate typed() const;

    UiContext m_ui;
    NoticeTemplate m_text;
    bool m_loaded = false;
    bool m_filling = false;
    bool m_busy = false;
    FormDraft *m_draft;
    Label *m_title;
    Label *m_state;
    Banner *m_banner;
    QLineEdit *m_subject;
    MarkdownEditor *m_body;
    QStackedWidget *m_pages; ///< the text, or its versions against each other
    VersionCompare *m_versions;
    QPushButton *m_compare;
    Label *m_names;
    QLineEdit *m_reason;
    QWidget *m_legalBox;
    AttestationForm *m_legal;
    QPushButton *m_approve;
    QPushButton *m_save;
};

} // namespace tocsin
